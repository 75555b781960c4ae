package dev.rebox.evaluate;

import static dev.rebox.evaluate.TestScenes.dataset;
import static dev.rebox.evaluate.TestScenes.found;
import static dev.rebox.evaluate.TestScenes.image;
import static dev.rebox.evaluate.TestScenes.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebox.box.Detection;
import dev.rebox.data.Dataset;
import dev.rebox.data.LabelMap;
import dev.rebox.evaluate.Evaluation.Metric;
import dev.rebox.evaluate.auxiliary.AuxiliaryFigure;
import dev.rebox.evaluate.errors.ErrorAnalysis;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private static final Dataset TRUTH = dataset(
            LabelMap.of(List.of("cat", "tall dog")), image("1", object(1, 0, 0, 20, 20), object(1, 100, 0, 20, 20)));
    /** One of two cats, its box four fifths as high: VOC 1/2, COCO 51 of 101 recalls at .5 to .8. */
    private static final Map<String, List<Detection>> FOUND = Map.of("1", List.of(found(1, .9, 0, 0, 20, 16)));

    @Test
    void onlyTheMetricAskedForIsMeasured() {
        assertThat(Evaluation.of(TRUTH, FOUND, Metric.VOC).coco()).isNull();
        assertThat(Evaluation.of(TRUTH, FOUND, Metric.COCO).voc()).isNull();
        Evaluation both = Evaluation.of(TRUTH, FOUND);
        assertThat(both.voc().map()).isEqualTo(.5);
        assertThat(both.coco().ap50()).isEqualTo(51 / 101.);
        assertThat(both.atIou()).isNull();
    }

    @Test
    void thresholdsOfOnesOwnKeepTheirOrder() {
        Map<Double, Double> atIou =
                Evaluation.of(TRUTH, FOUND, Metric.VOC, .9, .3).atIou();
        assertThat(atIou).containsExactly(entry(.9, 0.), entry(.3, 51 / 101.));
    }

    @Test
    void asJsonWhatWasNotAskedForIsLeftOut() throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        JsonNode json = mapper.readTree(mapper.writeValueAsString(Evaluation.of(TRUTH, FOUND, Metric.VOC)));
        assertThat(json.fieldNames()).toIterable().containsExactly("voc");
        JsonNode more = mapper.readTree(mapper.writeValueAsString(Evaluation.of(TRUTH, FOUND, Metric.VOC)
                .withErrors(ErrorAnalysis.of(TRUTH, FOUND))
                .withAuxiliary(Map.of(AuxiliaryFigure.named("closenessTop1"), .5))));
        assertThat(more.at("/errors/count/MISSED").asInt()).isEqualTo(1);
        assertThat(more.at("/errors/mistakes").isMissingNode()).isTrue();
        assertThat(more.at("/auxiliary/closenessTop1").asDouble()).isEqualTo(.5);
    }

    @Test
    void noAuxiliaryFiguresAreNoTable() {
        assertThat(Evaluation.of(TRUTH, FOUND).withAuxiliary(Map.of()).auxiliary())
                .isNull();
    }

    @Test
    void theTableHasPercentAndADashWhereNothingWasToBeFound() {
        assertThat(EvaluationTable.of(Evaluation.of(TRUTH, FOUND, Metric.VOC))).isEqualToNormalizingNewlines("""
                VOC mAP, IoU .50, all points          50.00
                VOC mAP, IoU .50, 11 points           54.55

                class      VOC AP  VOC AP11
                cat         50.00     54.55
                tall dog        -         -""");
    }

    @Test
    void theTableOfCocoHasThreeSizesInARow() {
        // seven of ten thresholds let the box pass: .7 * 51/101 = .3535; recall .7 / 2
        assertThat(EvaluationTable.of(Evaluation.of(TRUTH, FOUND, Metric.COCO, .3)))
                .isEqualToNormalizingNewlines("""
                COCO AP, IoU .50:.95                  35.35
                     AP50                             50.50
                     AP75                             50.50
                     AP, small | medium | large       35.35      -      -
                     AR, 1 | 10 | 100 detections      35.00  35.00  35.00
                     AR, small | medium | large       35.00      -      -
                     AP, IoU 0.3                      50.50

                class     COCO AP     AP50
                cat         35.35    50.50
                tall dog        -        -""");
    }

    @Test
    void theTableTellsWhatEachKindOfErrorCosts() {
        Evaluation evaluation = Evaluation.of(TRUTH, FOUND, Metric.VOC).withErrors(ErrorAnalysis.of(TRUTH, FOUND));
        assertThat(EvaluationTable.of(evaluation))
                .containsSubsequence(
                        "what errors cost: AP at IoU .50 (TIDE's 50.50) gained by repairing all of a kind",
                        "class (0)                              0.00",
                        "background (0)                         0.00",
                        "missed (1)                            49.50",
                        "all false positives                    0.00",
                        "all false negatives                   49.50");
    }

    @Test
    void anEvaluationCountsDetectionsOfAllImages() {
        Dataset two = TRUTH.withExamples(List.of(image("1", object(1, 0, 0, 20, 20)), image("2")));
        Map<String, List<Detection>> empty = Map.of("2", List.of(found(1, .95, 0, 0, 20, 20)), "1", FOUND.get("1"));
        assertThat(Evaluation.of(two, empty, Metric.VOC).voc().map()).isEqualTo(.5);
    }
}
