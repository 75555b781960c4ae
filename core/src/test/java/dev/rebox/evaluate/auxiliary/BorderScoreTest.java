package dev.rebox.evaluate.auxiliary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.box.Box;
import dev.rebox.recycle.BorderLabels;
import org.junit.jupiter.api.Test;

class BorderScoreTest {
    private static final Box REGION = new Box(0, 0, 80, 80);

    private static float[][] row(Box box) {
        return new float[][] {BorderLabels.label(REGION, box)};
    }

    @Test
    void whatIsToldRightScoresOne() {
        assertThat(BorderScore.near(row(new Box(8, 3, 90, 70)), row(new Box(8, 3, 90, 70))))
                .isEqualTo(1);
        assertThat(BorderScore.iou(row(new Box(8, 3, 90, 70)), row(new Box(8, 3, 90, 70))))
                .isEqualTo(1, within(1e-6));
    }

    @Test
    void nearIsASixteenthOfTheWindow() {
        // Of 80 pixels 5: the left side is 4 off, the top 6, the others 0.
        assertThat(BorderScore.near(row(new Box(4, 6, 80, 80)), row(new Box(0, 0, 80, 80))))
                .isEqualTo(.75);
    }

    @Test
    void iouIsThatOfTheTwoBoxes() {
        assertThat(BorderScore.iou(row(new Box(0, 0, 80, 40)), row(new Box(0, 0, 80, 80))))
                .isEqualTo(.5, within(1e-6));
    }

    @Test
    void withoutWindowsThereIsNothingToTell() {
        assertThat(BorderScore.near(new float[0][], new float[0][])).isEqualTo(-1);
        assertThat(BorderScore.iou(new float[0][], new float[0][])).isEqualTo(-1);
    }
}
