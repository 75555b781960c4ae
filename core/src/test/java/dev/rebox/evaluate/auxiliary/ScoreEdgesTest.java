package dev.rebox.evaluate.auxiliary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The auxiliary scores where there is a tie, nothing, or several images. */
class ScoreEdgesTest {
    @Test
    void equallyProbableWindowsAreRankedInTheirOrder() {
        float[][] same = {{0, .5f}, {0, .5f}};
        // the window that shows the class stands first: precision 1; second: 1/2
        assertThat(MultiObjectScore.meanAveragePrecision(same, new float[][] {{0, 1}, {1, 0}}))
                .isEqualTo(1);
        assertThat(MultiObjectScore.meanAveragePrecision(same, new float[][] {{1, 0}, {0, 1}}))
                .isEqualTo(.5);
    }

    @Test
    void howMuchOfAWindowAClassCoversDoesNotMatter() {
        float[][] predicted = {{0, .9f}, {0, .1f}};
        float[][] hardly = {{.999f, .001f}, {1, 0}};
        assertThat(MultiObjectScore.meanAveragePrecision(predicted, hardly)).isEqualTo(1);
    }

    @Test
    void theBackgroundIsNoClassToBeRanked() {
        // ranked by background, the windows would stand in the wrong order
        float[][] predicted = {{.1f, .9f}, {.9f, .1f}};
        float[][] labels = {{.2f, .8f}, {0, .7f}};
        assertThat(MultiObjectScore.meanAveragePrecision(predicted, labels)).isEqualTo(1);
    }

    @Test
    void ofEquallyLikelyClassesTheFirstIsSaid() {
        float[][] undecided = {{0, 1, 1}};
        assertThat(ClosenessScore.topOneAgreement(undecided, new float[][] {{0, .7f, .3f}}))
                .isEqualTo(1);
        assertThat(ClosenessScore.topOneAgreement(undecided, new float[][] {{0, .3f, .7f}}))
                .isZero();
    }

    @Test
    void closenessWorksWithOneClassAndWithNoBoxes() {
        assertThat(ClosenessScore.topOneAgreement(new float[][] {{5, -3}}, new float[][] {{0, 1}}))
                .isEqualTo(1);
        assertThat(ClosenessScore.topOneAgreement(new float[0][], new float[0][]))
                .isEqualTo(-1);
    }

    @Test
    void logitsBelowZeroAreComparedToo() {
        float[][] logits = {{0, -5, -2, -9}};
        assertThat(ClosenessScore.topOneAgreement(logits, new float[][] {{0, 0, 1, 0}}))
                .isEqualTo(1);
    }

    @Test
    void foregroundIsMeasuredOverAllImagesTogether() {
        // 1 of 1 cell in both, and 1 of 3: together 2 of 4, not the mean of 1 and 1/3
        float[][] predicted = {{.9f}, {.9f, .9f, .9f}};
        float[][] labels = {{1}, {1, 0, 0}};
        assertThat(ForegroundScore.iou(predicted, labels)).isEqualTo(2 / 4.);
        assertThat(ForegroundScore.accuracy(predicted, labels)).isEqualTo(2 / 4.);
    }

    @Test
    void withoutCellsThereIsNoForegroundFigure() {
        assertThat(ForegroundScore.accuracy(new float[0][], new float[0][])).isEqualTo(-1);
        assertThat(ForegroundScore.iou(new float[0][], new float[0][])).isEqualTo(-1);
    }

    @Test
    void aPredictionOfAnotherLengthIsRefusedByEachScore() {
        float[][] two = {{1, 0}, {1, 0}};
        float[][] uneven = {{1, 0}, {1, 0, 0}};
        assertThatThrownBy(() -> MultiObjectScore.meanAveragePrecision(two, uneven))
                .hasMessage("2 predictions but 3 labels");
        assertThatThrownBy(() -> ClosenessScore.topOneAgreement(uneven, two)).hasMessage("3 predictions but 2 labels");
        assertThatThrownBy(() -> ForegroundScore.iou(two, new float[1][2])).hasMessage("2 predictions but 1 labels");
    }

    @Test
    void aFigureOfANewerProgramIsKeptUnderItsKey() {
        AuxiliaryFigure unknown = AuxiliaryFigure.named("depthError");
        assertThat(unknown.title()).isEqualTo("depthError");
        assertThat(unknown.of(new float[1][1], new float[1][1])).isEqualTo(-1);
        assertThat(unknown).isEqualTo(AuxiliaryFigure.named("depthError")).isNotEqualTo(AuxiliaryFigure.named("other"));
    }
}
