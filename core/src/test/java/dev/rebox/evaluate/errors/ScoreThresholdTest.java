package dev.rebox.evaluate.errors;

import static dev.rebox.evaluate.TestScenes.dataset;
import static dev.rebox.evaluate.TestScenes.difficult;
import static dev.rebox.evaluate.TestScenes.found;
import static dev.rebox.evaluate.TestScenes.image;
import static dev.rebox.evaluate.TestScenes.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.box.Detection;
import dev.rebox.data.Dataset;
import dev.rebox.data.LabelMap;
import dev.rebox.evaluate.matching.ClassBoxes;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The points of a {@link ScoreCurve} and which of them is the best. */
class ScoreThresholdTest {
    private static final LabelMap LABELS = LabelMap.of(List.of("cat", "dog"));
    private static final Dataset TRUTH = dataset(
            LABELS, image("1", difficult(1, 300, 0, 10, 10), object(1, 0, 0, 10, 10), object(1, 20, 0, 10, 10)));

    private static List<ScoreCurve> curves(Detection... predicted) {
        return ScoreCurve.perClass(ClassBoxes.perClass(TRUTH, Map.of("1", List.of(predicted))), LABELS);
    }

    private static ScoreCurve of(double... scores) {
        double[] flat = new double[scores.length];
        return new ScoreCurve("cat", 1, scores, flat, flat);
    }

    @Test
    void aClassWithoutObjectsHasNoCurveAndOneWithoutDetectionsAnEmptyOne() {
        List<ScoreCurve> curves = curves(found(2, .9, 0, 0, 10, 10));
        assertThat(curves).singleElement().satisfies(cat -> {
            assertThat(cat.name()).isEqualTo("cat");
            assertThat(cat.objects()).isEqualTo(2);
            assertThat(cat.score()).isEmpty();
            assertThat(cat.best()).isEqualTo(-1);
        });
    }

    @Test
    void ignoredDetectionsAreNoPoints() {
        ScoreCurve cat = curves(found(1, .95, 300, 0, 10, 10), found(1, .5, 0, 0, 10, 10))
                .get(0);
        assertThat(cat.score()).containsExactly(.5);
        assertThat(cat.precision()).containsExactly(1);
        assertThat(cat.recall()).containsExactly(.5);
    }

    @Test
    void ofEquallyGoodPointsTheHighestScoreIsTheBest() {
        // hit 1/1 and 1/2; two misses and a hit: 2/4 and 2/2; both have an F1 of 2/3
        ScoreCurve cat = curves(
                        found(1, .9, 0, 0, 10, 10),
                        found(1, .8, 100, 0, 10, 10),
                        found(1, .7, 100, 0, 10, 10),
                        found(1, .6, 20, 0, 10, 10))
                .get(0);
        assertThat(cat.f1(0)).isEqualTo(2 * .5 / 1.5);
        assertThat(cat.f1(3)).isEqualTo(2 * .5 / 1.5);
        assertThat(cat.best()).isZero();
    }

    @Test
    void theHarmonicMeanOfNothingIsZero() {
        ScoreCurve cat = curves(found(1, .9, 100, 0, 10, 10)).get(0);
        assertThat(cat.f1(0)).isZero();
        assertThat(cat.best()).isZero();
    }

    @Test
    void aThinnedCurveKeepsItsEndsAndIsEven() {
        double[] eleven = IntStream.range(0, 11).mapToDouble(i -> 1 - i / 10.).toArray();
        // places 0, 2.5 (rounded up), 5, 7.5 and 10
        assertThat(of(eleven).thinned(5).score())
                .containsExactly(eleven[0], eleven[3], eleven[5], eleven[8], eleven[10]);
        assertThat(of(eleven).thinned(11).score()).containsExactly(eleven);
        assertThat(of(.5, .4).thinned(2).score()).containsExactly(.5, .4);
    }
}
