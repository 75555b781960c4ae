package dev.rebox.report.run;

import static dev.rebox.evaluate.TestScenes.dataset;
import static dev.rebox.evaluate.TestScenes.found;
import static dev.rebox.evaluate.TestScenes.image;
import static dev.rebox.evaluate.TestScenes.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.box.Detection;
import dev.rebox.data.Dataset;
import dev.rebox.data.LabelMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ThresholdTest {
    private static final Dataset TRUTH =
            dataset(LabelMap.of(List.of("cat")), image("1", object(1, 0, 0, 10, 10), object(1, 100, 0, 10, 10)));

    /** Hits at .92 and .43, misses at .37 and .35: all four give F1 4/6, the first two 4/4, the first alone 2/3. */
    private static final Map<String, List<Detection>> SAID = Map.of(
            "1",
            List.of(
                    found(1, .92, 0, 0, 10, 10),
                    found(1, .43, 100, 0, 10, 10),
                    found(1, .37, 300, 0, 10, 10),
                    found(1, .35, 400, 0, 10, 10)));

    @Test
    void theScoreWithTheBestF1IsChosen() {
        assertThat(Threshold.best(TRUTH, List.of(SAID))).isEqualTo(.4);
    }

    @Test
    void weakDetectionsAreLeftOut() {
        assertThat(Threshold.apply(SAID, .4).get("1")).hasSize(2);
    }

    @Test
    void anImagesScoreIsItsF1() {
        ImageScore score = ImageScore.of(TRUTH, SAID).get(0);
        assertThat(score.found()).isEqualTo(2);
        assertThat(score.wrong()).isEqualTo(2);
        assertThat(score.f1()).isEqualTo(4 / 6.0);
    }

    @Test
    void severalModelsAreJudgedTogether() {
        // Alone, each is best where its own hits begin, at .7 and at .4. Together from .4 on: 2 x 4 / (4 + 4).
        Map<String, List<Detection>> sure =
                Map.of("1", List.of(found(1, .75, 0, 0, 10, 10), found(1, .7, 100, 0, 10, 10)));
        assertThat(Threshold.best(TRUTH, List.of(sure))).isEqualTo(.7);
        assertThat(Threshold.best(TRUTH, List.of(sure, SAID))).isEqualTo(.4);
    }

    @Test
    void ofEquallyGoodScoresTheHighestIsTaken() {
        Map<String, List<Detection>> one = Map.of("1", List.of(found(1, 1, 0, 0, 10, 10)));
        assertThat(Threshold.best(TRUTH, List.of(one))).isEqualTo(.95);
        assertThat(Threshold.best(TRUTH, List.of(Map.of()))).isEqualTo(.95);
    }

    @Test
    void aDetectionOfTheThresholdItselfIsKept() {
        assertThat(Threshold.apply(Map.of("1", List.of(found(1, .35, 0, 0, 1, 1))), 7 / 20.0)
                        .get("1"))
                .hasSize(1);
    }
}
