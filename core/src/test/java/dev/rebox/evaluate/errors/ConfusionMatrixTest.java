package dev.rebox.evaluate.errors;

import static dev.rebox.evaluate.TestScenes.crowd;
import static dev.rebox.evaluate.TestScenes.dataset;
import static dev.rebox.evaluate.TestScenes.found;
import static dev.rebox.evaluate.TestScenes.image;
import static dev.rebox.evaluate.TestScenes.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.data.Dataset;
import dev.rebox.data.LabelMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
    private static final LabelMap LABELS = LabelMap.of(List.of("cat", "dog"));

    @Test
    void rowsAreTheTruthAndColumnsWhatItWasTakenFor() {
        Dataset truth = dataset(
                LABELS,
                image("1", object(1, 0, 0, 10, 10), object(1, 20, 0, 10, 10), object(2, 40, 0, 10, 10)),
                image("2", crowd(1, 0, 0, 100, 100)));
        ConfusionMatrix matrix = ConfusionMatrix.of(
                truth,
                Map.of(
                        "1",
                        List.of(
                                found(1, .9, 0, 0, 10, 10), // right
                                found(2, .8, 20, 0, 10, 10), // a cat taken for a dog
                                found(2, .7, 200, 0, 10, 10), // nothing taken for a dog
                                found(2, .1, 40, 0, 10, 10)), // right, but below the score
                        "2",
                        List.of(found(1, .9, 10, 10, 20, 20))), // on a crowd
                .5);
        assertThat(matrix.counts()).isDeepEqualTo(new int[][] {{0, 0, 1}, {0, 1, 1}, {1, 0, 0}});
        assertThat(matrix.recall(1)).isEqualTo(1 / 2.);
        assertThat(matrix.precision(1)).isEqualTo(1);
    }

    @Test
    void itsOwnClassTakesAnObjectBeforeABetterOneOfAnotherClass() {
        Dataset truth = dataset(LABELS, image("1", object(1, 0, 0, 10, 10)));
        ConfusionMatrix matrix = ConfusionMatrix.of(
                truth, Map.of("1", List.of(found(2, .9, 0, 0, 10, 10), found(1, .6, 0, 0, 10, 9))), .5);
        assertThat(matrix.counts()).isDeepEqualTo(new int[][] {{0, 0, 1}, {0, 1, 0}, {0, 0, 0}});
    }
}
