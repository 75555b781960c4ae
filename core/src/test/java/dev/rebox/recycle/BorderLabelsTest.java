package dev.rebox.recycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.box.Box;
import dev.rebox.box.LabelledBox;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BorderLabelsTest {
    private static final Box REGION = new Box(100, 100, 180, 140); // 80 x 40: a bin is 10 pixels wide and 5 high

    /** The bins of a side that have a part, as {@code bin=part}. */
    private static String side(float[] label, int side) {
        StringBuilder parts = new StringBuilder();
        for (int i = 0; i < BorderLabels.BINS; i++) {
            float part = label[side * BorderLabels.BINS + i];
            parts.append(part == 0 ? "" : String.format(Locale.ROOT, "%d=%.3f ", i - 6, part));
        }
        return parts.toString().strip();
    }

    @Test
    void aSideBetweenTwoBinsIsSharedByThem() {
        // left +10 of 80 = 1/8; top -5 of 40 = -1/8; right +5 of 80 = 1/16; bottom 0
        float[] label = BorderLabels.label(REGION, new Box(110, 95, 185, 140));
        assertThat(side(label, 0)).isEqualTo("1=1.000");
        assertThat(side(label, 1)).isEqualTo("-1=1.000");
        assertThat(side(label, 2)).isEqualTo("0=0.500 1=0.500");
        assertThat(side(label, 3)).isEqualTo("0=1.000");
        // 2.5 of 80 is a quarter of a bin
        assertThat(side(BorderLabels.label(REGION, new Box(97.5, 100, 180, 140)), 0))
                .isEqualTo("-1=0.250 0=0.750");
    }

    @Test
    void whatLiesBeyondTheBinsIsInTheLast() {
        // A window in the middle of an object: its sides lie a whole width or height outside on each side.
        float[] label = BorderLabels.label(REGION, new Box(20, 60, 260, 180));
        assertThat(side(label, 0)).isEqualTo("-6=1.000");
        assertThat(side(label, 1)).isEqualTo("-6=1.000");
        assertThat(side(label, 2)).isEqualTo("6=1.000");
        assertThat(side(label, 3)).isEqualTo("6=1.000");
    }

    @Test
    void meansAreTheDisplacements() {
        Box box = new Box(103, 91, 211, 133);
        double[] displacements = BorderLabels.displacements(REGION, box);
        assertThat(displacements).containsExactly(3 / 80.0, -9 / 40.0, 31 / 80.0, -7 / 40.0);
        double[] means = BorderLabels.means(BorderLabels.label(REGION, box));
        assertThat(means).containsExactly(displacements, within(1e-6));
        assertThat(BorderLabels.moved(REGION, displacements)).isEqualTo(box);
    }

    @Test
    void theObjectOfTheLargestIouCountsTheFirstAmongEquals() {
        Box near = new Box(100, 100, 180, 130); // 2400 of 3200: .75
        Box far = new Box(100, 100, 180, 120); // 1600: .5
        assertThat(BorderLabels.object(REGION, List.of(far, near, near))).isEqualTo(1);
        assertThat(BorderLabels.object(REGION, List.of(far))).isZero();
    }

    @Test
    void aRegionThatShowsTooLittleHasNone() {
        assertThat(BorderLabels.object(REGION, List.of())).isEqualTo(-1);
        assertThat(BorderLabels.object(REGION, List.of(new Box(100, 100, 180, 108))))
                .isZero(); // 640 of 3200: .2
        assertThat(BorderLabels.object(REGION, List.of(new Box(100, 100, 180, 107))))
                .isEqualTo(-1);
        assertThat(BorderLabels.object(REGION, List.of(new Box(300, 300, 380, 340))))
                .isEqualTo(-1);
    }

    @Test
    void theMirrorSwapsAndTurnsLeftAndRight() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 50; i++) {
            Box box = Box.ofSize(80 + random.nextInt(40), 90, 40 + random.nextInt(80), 40);
            float[] label = BorderLabels.label(REGION, box);
            float[] flipped = BorderLabels.label(REGION.flip(300), box.flip(300));
            for (int bin = 0; bin < BorderLabels.BINS; bin++) {
                int mirrored = BorderLabels.BINS - 1 - bin;
                assertThat(flipped[bin]).isEqualTo(label[2 * BorderLabels.BINS + mirrored], within(1e-5f));
                assertThat(flipped[BorderLabels.BINS + bin]).isEqualTo(label[BorderLabels.BINS + bin]);
            }
        }
    }

    @Test
    void windowsLieAroundEachBoxInTurnAndMostCutIt() {
        List<LabelledBox> boxes = List.of(
                new LabelledBox(new Box(10, 10, 60, 50), 1),
                new LabelledBox(new Box(150, 80, 260, 190), 2), // cut by the border of the image
                new LabelledBox(new Box(300, 0, 400, 50), 1)); // outside it
        List<Box> windows = BorderWindows.sample(200, 200, boxes, 60, 5);
        assertThat(windows).hasSize(60).isEqualTo(BorderWindows.sample(200, 200, boxes, 60, 5));
        List<Box> inside = List.of(new Box(10, 10, 60, 50), new Box(150, 80, 200, 190));
        int[] shown = new int[2];
        int cut = 0;
        for (Box window : windows) {
            assertThat(window.clip(200, 200)).isEqualTo(window);
            int object = BorderLabels.object(window, inside);
            shown[object]++;
            cut += window.intersection(inside.get(object)) < inside.get(object).area() ? 1 : 0;
        }
        assertThat(shown).containsExactly(30, 30);
        assertThat(cut).isGreaterThan(30);
    }

    @Test
    void withoutABoxThereIsNoWindow() {
        assertThat(BorderWindows.sample(100, 100, List.of(), 32, 1)).isEmpty();
        LabelledBox outside = new LabelledBox(new Box(120, 0, 140, 20), 1);
        assertThat(BorderWindows.sample(100, 100, List.of(outside), 32, 1)).isEmpty();
    }

    @Test
    void eachSideIsADistribution() {
        float[] label = BorderLabels.label(REGION, new Box(93, 107, 166, 131));
        for (int side = 0; side < 4; side++) {
            float[] bins = Arrays.copyOfRange(label, side * BorderLabels.BINS, (side + 1) * BorderLabels.BINS);
            float sum = 0;
            for (float part : bins) {
                sum += part;
            }
            assertThat(sum).isEqualTo(1, within(1e-6f));
        }
    }
}
