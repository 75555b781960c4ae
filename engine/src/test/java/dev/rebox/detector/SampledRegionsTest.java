package dev.rebox.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.detector.target.GroundTruth;
import dev.rebox.region.Regions;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SampledRegionsTest {
    private static final GroundTruth NOTHING = new GroundTruth(new float[0], new int[0], new boolean[0]);

    /** A crowd, then an object of class 3. */
    private static final GroundTruth OBJECT =
            new GroundTruth(new float[] {50, 50, 90, 90, 0, 0, 20, 10}, new int[] {1, 3}, new boolean[] {true, false});

    @Test
    void labelledBoxesAreRegionsTooButCrowdsAreNot() {
        SampledRegions sampled = sample(List.of(new float[] {60, 0, 80, 10}), List.of(OBJECT), 64);
        assertThat(sampled.size()).isEqualTo(2);
        assertThat(sampled.positives()).isEqualTo(1);
        assertThat(sampled.regions().boxes()).containsExactly(0, 0, 20, 10, 60, 0, 80, 10);
        assertThat(sampled.labels()).containsExactly(3, 0);
        assertThat(sampled.matched()).containsExactly(1, -1);
        assertThat(sampled.offsetTargets(List.of(OBJECT))).containsExactly(0, 0, 0, 0);
    }

    @Test
    void labelledBoxesMayBeLeftOut() {
        SampledRegions sampled = SampledRegions.of(
                List.of(new float[] {60, 0, 80, 10, 1, 0, 21, 10}),
                List.of(OBJECT),
                64,
                false,
                new SplittableRandom(1));
        assertThat(sampled.regions().boxes()).containsExactly(1, 0, 21, 10, 60, 0, 80, 10);
        assertThat(sampled.positives()).isEqualTo(1);
        assertThat(SampledRegions.of(List.of(new float[0]), List.of(OBJECT), 64, false, new SplittableRandom(1))
                        .size())
                .isZero();
    }

    @Test
    void targetsAreTheMatchedBoxSeenFromTheRegion() {
        // 20 x 10 too, but 2 to the right: 1/10 of its width back to the left.
        SampledRegions sampled = sample(List.of(new float[] {2, 0, 22, 10}), List.of(OBJECT), 64);
        assertThat(sampled.positives()).isEqualTo(2);
        int moved = sampled.regions().boxes()[0] == 2 ? 0 : 1;
        float[] targets = sampled.offsetTargets(List.of(OBJECT));
        assertThat(Arrays.copyOfRange(targets, 4 * moved, 4 * moved + 4))
                .containsExactly(new float[] {0, -1, 0, 0}, within(1e-5f));
    }

    @Test
    void thePositivesOfAllImagesComeFirst() {
        float[] free = {60, 0, 80, 10};
        SampledRegions sampled = sample(List.of(free, free), List.of(OBJECT, OBJECT), 64);
        assertThat(sampled.regions().images()).containsExactly(0, 1, 0, 1);
        assertThat(sampled.labels()).containsExactly(3, 3, 0, 0);
    }

    @Test
    void aQuarterIsPositiveAtMostAndTheNumberAMultipleOfSixteen() {
        float[] proposals = new float[4 * 200];
        for (int i = 0; i < 200; i++) {
            int x = i < 100 ? 0 : 30; // a hundred on the object, a hundred beside it
            System.arraycopy(new float[] {x, 0, x + 20, 10}, 0, proposals, 4 * i, 4);
        }
        SampledRegions sampled = sample(List.of(proposals), List.of(OBJECT), 64);
        assertThat(sampled.size()).isEqualTo(64);
        assertThat(sampled.positives()).isEqualTo(16);
        // 100 + 32 of 132 are there for 256: 128 of them, all 32 positives among these.
        SampledRegions few = sample(List.of(Arrays.copyOf(proposals, 4 * 200)), List.of(OBJECT), 150);
        assertThat(few.positives()).isEqualTo(37);
        assertThat(few.size()).isEqualTo(37 + 100 - (37 + 100) % 16);
    }

    @Test
    void anImageWithoutBoxesGivesNegatives() {
        SampledRegions sampled = sample(List.of(new float[] {60, 0, 80, 10}), List.of(NOTHING), 64);
        assertThat(sampled.positives()).isZero();
        assertThat(sampled.labels()).containsExactly(0);
        assertThat(sampled.offsetTargets(List.of(NOTHING))).isEmpty();
    }

    @Test
    void aCrowdOverTheImageLeavesNoRegion() {
        GroundTruth crowd = new GroundTruth(new float[] {0, 0, 100, 100}, new int[] {1}, new boolean[] {true});
        assertThat(sample(List.of(new float[] {60, 0, 80, 10}), List.of(crowd), 64)
                        .size())
                .isZero();
    }

    @Test
    void aPartHasTheSameShareOfPositivesAndSomeOfEachImage() {
        // 4 positives and 8 negatives, half of each from the second image.
        int[] images = {0, 0, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1};
        SampledRegions all = new SampledRegions(
                new Regions(images, new float[48]), 4, new int[12], new long[] {1, 2, 3, 4, 0, 0, 0, 0, 0, 0, 0, 0});
        assertThat(all.part(.5)).containsExactly(0, 2, 4, 6, 8, 10);
        assertThat(all.part(.25)).containsExactly(0, 4, 8);
        assertThat(all.part(1)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        assertThat(all.labels(all.part(.5))).containsExactly(1, 3, 0, 0, 0, 0);
        assertThat(new SampledRegions(new Regions(new int[0], new float[0]), 0, new int[0], new long[0]).part(.5))
                .isEmpty();
    }

    private static SampledRegions sample(List<float[]> proposals, List<GroundTruth> truths, int count) {
        return SampledRegions.of(proposals, truths, count, true, new SplittableRandom(1));
    }
}
