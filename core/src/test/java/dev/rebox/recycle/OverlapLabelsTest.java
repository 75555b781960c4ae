package dev.rebox.recycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.box.Box;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverlapLabelsTest {
    private static final Box WINDOW = new Box(0, 0, 10, 10);

    private static float[] iou(float[] label) {
        return Arrays.copyOf(label, OverlapLabels.BINS);
    }

    private static float[] sides(float[] label) {
        return Arrays.copyOfRange(label, OverlapLabels.BINS, OverlapLabels.NUMBERS);
    }

    @Test
    void theLargestIouIsSharedByTwoBins() {
        // 25 of 100 and 10 of 100: .25 lies in the middle of .2 and .3.
        float[] label = OverlapLabels.label(WINDOW, List.of(new Box(0, 0, 10, 1), new Box(5, 5, 10, 10)));
        assertThat(iou(label)).containsExactly(new float[] {0, 0, .5f, .5f, 0, 0, 0, 0, 0, 0, 0}, within(1e-6f));
        assertThat(OverlapLabels.mean(label)).isEqualTo(.25, within(1e-6));
        assertThat(sides(label)).isEqualTo(BorderLabels.label(WINDOW, new Box(5, 5, 10, 10)));
    }

    @Test
    void theBoxItselfIsInTheLastBin() {
        float[] label = OverlapLabels.label(WINDOW, List.of(WINDOW));
        assertThat(iou(label)).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
    }

    @Test
    void whatShowsLittleHasNoSides() {
        float[] label = OverlapLabels.label(WINDOW, List.of(new Box(0, 0, 10, 1))); // .1
        assertThat(iou(label)).containsExactly(new float[] {0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0}, within(1e-6f));
        assertThat(sides(label)).containsOnly(0);
    }

    @Test
    void withoutBoxesOrBesideThemTheIouIsNought() {
        for (List<Box> boxes : List.of(List.<Box>of(), List.of(new Box(20, 20, 30, 30)))) {
            float[] label = OverlapLabels.label(WINDOW, boxes);
            assertThat(label[0]).isEqualTo(1);
            assertThat(Arrays.copyOfRange(label, 1, label.length)).containsOnly(0);
        }
    }
}
