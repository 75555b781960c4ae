package dev.rebox.evaluate.errors;

import static dev.rebox.evaluate.TestScenes.dataset;
import static dev.rebox.evaluate.TestScenes.difficult;
import static dev.rebox.evaluate.TestScenes.found;
import static dev.rebox.evaluate.TestScenes.image;
import static dev.rebox.evaluate.TestScenes.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.box.Detection;
import dev.rebox.data.Annotation;
import dev.rebox.data.LabelMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who takes what in a {@link ConfusionMatrix}. */
class ConfusionsTest {
    private static int[][] counts(List<Annotation> truth, Detection... predicted) {
        return ConfusionMatrix.of(
                        dataset(LabelMap.of(List.of("cat", "dog")), image("1", truth.toArray(new Annotation[0]))),
                        Map.of("1", List.of(predicted)),
                        .5)
                .counts();
    }

    @Test
    void aScoreAsLargeAsTheLeastCounts() {
        List<Annotation> cat = List.of(object(1, 0, 0, 10, 10));
        assertThat(counts(cat, found(1, .5, 0, 0, 10, 10))[1]).containsExactly(0, 1, 0);
        assertThat(counts(cat, found(1, .4999, 0, 0, 10, 10))[1]).containsExactly(1, 0, 0);
    }

    @Test
    void anOverlapOfHalfIsEnoughAndLessIsTwoErrors() {
        List<Annotation> cat = List.of(object(1, 0, 0, 10, 10));
        assertThat(counts(cat, found(1, .9, 0, 0, 10, 5))).isDeepEqualTo(new int[][] {{0, 0, 0}, {0, 1, 0}, {0, 0, 0}});
        assertThat(counts(cat, found(1, .9, 0, 0, 10, 4))).isDeepEqualTo(new int[][] {{0, 1, 0}, {1, 0, 0}, {0, 0, 0}});
    }

    @Test
    void equalAnnotationsAreTwoObjects() {
        List<Annotation> twice = List.of(object(1, 0, 0, 10, 10), object(1, 0, 0, 10, 10));
        assertThat(counts(twice, found(1, .9, 0, 0, 10, 10))[1]).containsExactly(1, 1, 0);
        assertThat(counts(twice, found(1, .9, 0, 0, 10, 10), found(1, .8, 0, 0, 10, 10))[1])
                .containsExactly(0, 2, 0);
    }

    @Test
    void theBestScoreChoosesFirst() {
        // both reach both cats by half or more; 8 of 12 columns and 10 of 10 for the first
        List<Annotation> cats = List.of(object(1, 0, 0, 10, 10), object(1, 2, 0, 10, 10));
        assertThat(counts(cats, found(1, .6, 0, 0, 10, 10), found(1, .9, 2, 0, 10, 10))[1])
                .containsExactly(0, 2, 0);
        assertThat(counts(cats, found(1, .6, 2, 0, 10, 10), found(2, .9, 2, 0, 10, 10)))
                .isDeepEqualTo(new int[][] {{0, 0, 0}, {0, 1, 1}, {0, 0, 0}});
    }

    @Test
    void difficultObjectsAndWhatIsSaidOfThemAreLeftOut() {
        List<Annotation> hard = List.of(difficult(1, 0, 0, 10, 10));
        assertThat(counts(hard, found(1, .9, 0, 0, 10, 10))).isDeepEqualTo(new int[3][3]);
        assertThat(counts(hard, found(2, .9, 0, 0, 10, 10))[0]).containsExactly(0, 0, 1);
    }

    @Test
    void withoutObjectsOrDetectionsTheSharesAreNoNumbers() {
        ConfusionMatrix empty = new ConfusionMatrix(new int[3][3]);
        assertThat(empty.precision(1)).isNaN();
        assertThat(empty.recall(1)).isNaN();
        ConfusionMatrix some = new ConfusionMatrix(new int[][] {{0, 3, 0}, {2, 4, 1}, {0, 1, 5}});
        assertThat(some.precision(1)).isEqualTo(4 / 8.); // a column: 3 + 4 + 1
        assertThat(some.recall(1)).isEqualTo(4 / 7.); // a row: 2 + 4 + 1
    }
}
