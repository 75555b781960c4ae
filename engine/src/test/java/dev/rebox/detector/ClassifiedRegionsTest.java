package dev.rebox.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.box.Box;
import dev.rebox.box.Detection;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** K = 2, in an image of 100 x 50. */
class ClassifiedRegionsTest {
    private static final float[] ONE = {10, 10, 30, 20};

    @Test
    void aRegionMayBeADetectionOfEachClassWithItsOwnOffsets() {
        // Class 1 as it is, class 2 half its height (5 px) lower.
        float[] offsets = {0, 0, 0, 0, 5, 0, 0, 0};
        assertThat(decode(new float[] {.1f, .3f, .6f}, offsets, ONE))
                .containsExactly(
                        new Detection(new Box(10, 15, 30, 25), 2, .6f), new Detection(new Box(10, 10, 30, 20), 1, .3f));
    }

    @Test
    void ofTwoThatOverlapTheWeakerGoesWithinAClassOnly() {
        float[] regions = {10, 10, 30, 20, 12, 10, 32, 20}; // IoU 18 / 22
        float[] probabilities = {.1f, .5f, .4f, .3f, .6f, .1f};
        assertThat(decode(probabilities, new float[16], regions))
                .extracting(Detection::label, d -> d.box().x1(), d -> (float) d.score())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1, 12.0, .6f),
                        org.assertj.core.groups.Tuple.tuple(2, 10.0, .4f));
    }

    @Test
    void detectionsAreClippedToTheImageAndThoseWithoutAreaGo() {
        float[] offsets = {0, 0, 0, 25, -100, 0, 0, 0}; // class 1: e^5 times as wide; class 2: far above
        List<Detection> found = decode(new float[] {0, .5f, .5f}, offsets, ONE);
        assertThat(found).hasSize(1);
        assertThat(found.get(0).box()).isEqualTo(new Box(0, 10, 100, 20));
    }

    @Test
    void aProbabilityOfOneInAThousandIsNoDetection() {
        assertThat(decode(new float[] {.998f, .001f, .001f}, new float[8], ONE)).isEmpty();
        assertThat(decode(new float[] {.998f, .002f, 0}, new float[8], ONE)).hasSize(1);
    }

    @Test
    void aHundredOfAClassAndThreeHundredInAllAreKept() {
        int n = 200;
        int classes = 4;
        float[] probabilities = new float[n * (classes + 1)];
        float[] regions = new float[4 * n];
        for (int i = 0; i < n; i++) { // all of them apart
            System.arraycopy(
                    new float[] {i % 20 * 5, i / 20 * 5, i % 20 * 5 + 4, i / 20 * 5 + 4}, 0, regions, 4 * i, 4);
            for (int k = 1; k <= classes; k++) {
                probabilities[i * (classes + 1) + k] = .2f + .0001f * i;
            }
        }
        List<Detection> found = ClassifiedRegions.of(
                        probabilities, new float[4 * n * classes], regions, classes, 100, 50)
                .detections(.4);
        assertThat(found).hasSize(300);
        assertThat(found.get(0).score()).isCloseTo(.2199, within(1e-6));
        assertThat(found).allMatch(d -> d.score() > .2 + .0001 * 99);
        float[] one = new float[2 * n];
        for (int i = 0; i < n; i++) {
            one[2 * i + 1] = .5f;
        }
        assertThat(ClassifiedRegions.of(one, new float[4 * n], regions, 1, 100, 50)
                        .detections(.4))
                .hasSize(100);
    }

    @Test
    void invalidNumbersAreNoDetections() {
        float[] offsets = new float[8];
        Arrays.fill(offsets, Float.NaN);
        assertThat(decode(new float[] {.1f, .3f, .6f}, offsets, ONE)).isEmpty();
        assertThat(decode(new float[] {Float.NaN, Float.NaN, Float.NaN}, new float[8], ONE))
                .isEmpty();
    }

    private static List<Detection> decode(float[] probabilities, float[] offsets, float[] regions) {
        return ClassifiedRegions.of(probabilities, offsets, regions, 2, 100, 50).detections(.4);
    }
}
