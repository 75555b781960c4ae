package dev.rebox.recycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.box.Box;
import dev.rebox.box.LabelledBox;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class MultiObjectLabelsTest {
    private static final Offset<Double> EXACT = within(1e-12);

    @Test
    void entriesAreRootsOfAreasDividedByTheirSum() {
        // In a window of 70 x 70: 900 of class 1, 400 of class 2, 3600 free; the roots are 30, 20 and 60.
        MultiObjectLabels labels =
                MultiObjectLabels.of(100, 100, List.of(labelled(0, 0, 30, 30, 1), labelled(50, 50, 90, 70, 2)), 3);
        assertThat(labels.label(new Box(0, 0, 70, 70)))
                .containsExactly(new double[] {60 / 110.0, 30 / 110.0, 20 / 110.0, 0}, EXACT);
    }

    @Test
    void boxesOfOneClassAreUnited() {
        // Two boxes of 40 x 40 that share 40 x 20 cover 2400 of 10000.
        MultiObjectLabels labels =
                MultiObjectLabels.of(100, 100, List.of(labelled(0, 0, 40, 40, 1), labelled(0, 20, 40, 60, 1)), 1);
        double free = Math.sqrt(7600);
        double covered = Math.sqrt(2400);
        assertThat(labels.label(new Box(0, 0, 100, 100)))
                .containsExactly(new double[] {free / (free + covered), covered / (free + covered)}, EXACT);
    }

    @Test
    void classesOnOneSpotShareIt() {
        MultiObjectLabels labels = MultiObjectLabels.of(
                100, 100, List.of(labelled(0, 0, 50, 50, 1), labelled(0, 0, 50, 50, 2), labelled(0, 0, 50, 50, 2)), 2);
        assertThat(labels.label(new Box(0, 0, 50, 50))).containsExactly(0, .5, .5);
    }

    @Test
    void withoutAnyBoxInsideAWindowIsBackground() {
        assertThat(MultiObjectLabels.of(100, 100, List.of(), 2).label(new Box(0, 0, 50, 50)))
                .containsExactly(1, 0, 0);
        MultiObjectLabels corner = MultiObjectLabels.of(100, 100, List.of(labelled(50, 50, 80, 80, 2)), 2);
        assertThat(corner.label(new Box(0, 0, 50, 50))).as("touching").containsExactly(1, 0, 0);
    }

    @Test
    void aWindowInsideABoxIsAllItsClass() {
        MultiObjectLabels labels = MultiObjectLabels.of(100, 100, List.of(labelled(0, 0, 100, 100, 1)), 2);
        assertThat(labels.label(new Box(20, 20, 60, 60))).containsExactly(0, 1, 0);
    }

    @Test
    void boxesAndWindowsAreClippedToTheImage() {
        // Inside the image the box is 50 x 50 and the window 100 x 50: half covered, half free.
        MultiObjectLabels labels = MultiObjectLabels.of(100, 100, List.of(labelled(-80, -10, 50, 50, 1)), 1);
        assertThat(labels.label(new Box(-30, -40, 160, 50))).containsExactly(.5, .5);
        assertThat(labels.label(new Box(-30, -30, -5, -5))).as("outside").containsExactly(1, 0);
    }

    @Test
    void boxesWithoutAreaCountAsAbsent() {
        MultiObjectLabels labels =
                MultiObjectLabels.of(100, 100, List.of(labelled(10, 10, 10, 50, 1), labelled(120, 0, 130, 50, 1)), 1);
        assertThat(labels.label(new Box(0, 0, 100, 100))).containsExactly(1, 0);
    }

    @Test
    void labelsOutsideTheClassesAreRefused() {
        assertThatThrownBy(() -> MultiObjectLabels.of(9, 9, List.of(labelled(0, 0, 5, 5, 3)), 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("label 3 outside 1..2");
        assertThatThrownBy(() -> MultiObjectLabels.of(0, 9, List.of(), 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an image of 0x9 pixels");
    }

    private static LabelledBox labelled(double x1, double y1, double x2, double y2, int label) {
        return new LabelledBox(new Box(x1, y1, x2, y2), label);
    }
}
