package dev.rebox.evaluate.coco;

import static dev.rebox.evaluate.TestScenes.crowd;
import static dev.rebox.evaluate.TestScenes.dataset;
import static dev.rebox.evaluate.TestScenes.difficult;
import static dev.rebox.evaluate.TestScenes.found;
import static dev.rebox.evaluate.TestScenes.image;
import static dev.rebox.evaluate.TestScenes.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.box.Detection;
import dev.rebox.data.Dataset;
import dev.rebox.data.LabelMap;
import dev.rebox.evaluate.matching.ClassBoxes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CocoMetricsTest {
    private static final LabelMap CATS = LabelMap.of(List.of("cat"));
    private static final Offset<Double> EXACT = within(1e-12);

    @Test
    void anOverlapOfNineTenthsPassesNineOfTenThresholds() {
        assertThat(IouThresholds.coco()).containsExactly(.5, .55, .6, .65, .7, .75, .8, .85, 0.8999999999999999, .95);
        Dataset truth = dataset(CATS, image("1", object(1, 0, 0, 20, 20)));
        CocoMetrics coco = measure(truth, List.of(found(1, .9, 0, 0, 20, 18)));
        assertThat(coco.ap()).isEqualTo(.9, EXACT);
        assertThat(coco.ap50()).isEqualTo(1, EXACT);
        assertThat(coco.ar1()).isEqualTo(.9, EXACT);
        assertThat(coco.apSmall()).isEqualTo(.9, EXACT);
        assertThat(coco.apLarge()).isEqualTo(-1);
    }

    @Test
    void detectionsOfAnotherSizeAreNoFalsePositives() {
        Dataset truth = dataset(CATS, image("1", object(1, 0, 0, 20, 20), object(1, 100, 100, 200, 200)));
        CocoMetrics coco = measure(
                truth,
                List.of(
                        found(1, .9, 400, 0, 20, 20), // small, nothing there
                        found(1, .8, 100, 100, 200, 200),
                        found(1, .7, 0, 0, 20, 20)));
        assertThat(coco.apLarge()).isEqualTo(1, EXACT);
        assertThat(coco.apSmall()).isEqualTo(.5, EXACT);
        assertThat(coco.apMedium()).isEqualTo(-1);
        assertThat(coco.arSmall()).isEqualTo(1, EXACT);
    }

    @Test
    void crowdsTakeAnyNumberOfDetectionsAndDifficultObjectsOne() {
        Dataset truth = dataset(
                CATS, image("1", crowd(1, 0, 0, 100, 100), difficult(1, 200, 0, 20, 20), object(1, 0, 200, 9, 9)));
        CocoMetrics coco = measure(
                truth,
                List.of(
                        found(1, .95, 0, 0, 10, 10),
                        found(1, .9, 50, 50, 10, 10),
                        found(1, .8, 200, 0, 20, 20),
                        found(1, .7, 0, 200, 9, 9)));
        assertThat(coco.ap()).isEqualTo(1, EXACT);
    }

    @Test
    void onlyTheBestHundredOfAnImageCount() {
        List<Detection> many = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            many.add(found(1, .9, 300, 300, 10, 10));
        }
        many.add(found(1, .8, 0, 0, 20, 20));
        Dataset truth = dataset(CATS, image("1", object(1, 0, 0, 20, 20)));
        assertThat(measure(truth, many).ar100()).isZero();
        assertThat(measure(truth, many.subList(1, 101)).ar100()).isEqualTo(1);
        assertThat(measure(truth, many.subList(1, 101)).ar10()).isZero();
    }

    @Test
    void apAtThresholdsOfOnesOwn() {
        Dataset truth = dataset(CATS, image("1", object(1, 0, 0, 20, 20)));
        List<ClassBoxes> classes = ClassBoxes.perClass(truth, Map.of("1", List.of(found(1, .9, 0, 0, 20, 8))));
        assertThat(CocoMetrics.averagePrecisionAt(classes, .3, .4, .5)).containsExactly(1, 1, 0);
    }

    private static CocoMetrics measure(Dataset truth, List<Detection> detections) {
        return CocoMetrics.of(ClassBoxes.perClass(truth, Map.of("1", detections)), truth.labels());
    }
}
