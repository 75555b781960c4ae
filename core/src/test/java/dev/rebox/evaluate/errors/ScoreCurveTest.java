package dev.rebox.evaluate.errors;

import static dev.rebox.evaluate.TestScenes.dataset;
import static dev.rebox.evaluate.TestScenes.found;
import static dev.rebox.evaluate.TestScenes.image;
import static dev.rebox.evaluate.TestScenes.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.data.Dataset;
import dev.rebox.data.LabelMap;
import dev.rebox.evaluate.matching.ClassBoxes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScoreCurveTest {
    private static final LabelMap LABELS = LabelMap.of(List.of("cat", "dog"));

    @Test
    void eachScoreIsAPointAndTheBestF1IsTheNaturalThreshold() {
        Dataset truth = dataset(LABELS, image("1", object(1, 0, 0, 10, 10), object(1, 20, 0, 10, 10)));
        List<ScoreCurve> curves = ScoreCurve.perClass(
                ClassBoxes.perClass(
                        truth,
                        Map.of(
                                "1",
                                List.of(
                                        found(1, .9, 0, 0, 10, 10),
                                        found(1, .6, 20, 0, 10, 10),
                                        found(1, .6, 200, 0, 10, 10),
                                        found(1, .2, 300, 0, 10, 10)))),
                LABELS);
        assertThat(curves).hasSize(1);
        ScoreCurve cat = curves.get(0);
        assertThat(cat.score()).containsExactly(.9, .6, .2);
        assertThat(cat.precision()).containsExactly(1, 2 / 3., 2 / 4.);
        assertThat(cat.recall()).containsExactly(1 / 2., 1, 1);
        // F1: 2/3, 4/5, 2/3
        assertThat(cat.score()[cat.best()]).isEqualTo(.6);
        assertThat(cat.thinned(2).score()).containsExactly(.9, .2);
    }
}
