package dev.rebox.evaluate.voc;

import static dev.rebox.evaluate.TestScenes.crowd;
import static dev.rebox.evaluate.TestScenes.dataset;
import static dev.rebox.evaluate.TestScenes.difficult;
import static dev.rebox.evaluate.TestScenes.found;
import static dev.rebox.evaluate.TestScenes.image;
import static dev.rebox.evaluate.TestScenes.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.box.Detection;
import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.data.LabelMap;
import dev.rebox.evaluate.matching.ClassBoxes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class VocMetricsTest {
    private static final LabelMap CATS = LabelMap.of(List.of("cat"));
    private static final Offset<Double> EXACT = within(1e-12);

    @Test
    void hitMissHitOverTwoObjects() {
        // precision at the hits: 1/1 at recall 1/2, 2/3 at recall 2/2
        Dataset truth = dataset(CATS, image("1", object(1, 0, 0, 10, 10)), image("2", object(1, 0, 0, 10, 10)));
        VocMetrics voc = measure(
                truth,
                Map.of(
                        "1", List.of(found(1, .9, 0, 0, 10, 10), found(1, .8, 50, 50, 10, 10)),
                        "2", List.of(found(1, .7, 0, 0, 10, 10))));
        assertThat(voc.map()).isEqualTo(.5 * 1 + .5 * 2 / 3, EXACT);
        // recalls 0..0.5 see precision 1 (six of them), 0.6..1 see 2/3 (five)
        assertThat(voc.map11()).isEqualTo((6 * 1 + 5 * 2. / 3) / 11, EXACT);
    }

    @Test
    void precisionIsLiftedToTheBestAtHigherRecall() {
        // miss, hit, hit: 1/2 and 2/3, and the first is lifted to 2/3
        Dataset truth = dataset(CATS, image("1", object(1, 0, 0, 10, 10), object(1, 20, 0, 10, 10)));
        VocMetrics voc = measure(
                truth,
                Map.of(
                        "1",
                        List.of(
                                found(1, .9, 50, 50, 10, 10),
                                found(1, .8, 0, 0, 10, 10),
                                found(1, .7, 20, 0, 10, 10))));
        assertThat(voc.map()).isEqualTo(2. / 3, EXACT);
        assertThat(voc.map11()).isEqualTo(2. / 3, EXACT);
    }

    @Test
    void aSecondDetectionOfAnObjectIsAFalsePositive() {
        Dataset truth = dataset(CATS, image("1", object(1, 0, 0, 10, 10), object(1, 20, 0, 10, 10)));
        VocMetrics voc = measure(
                truth,
                Map.of(
                        "1",
                        List.of(found(1, .9, 0, 0, 10, 10), found(1, .8, 0, 0, 10, 9), found(1, .7, 20, 0, 10, 10))));
        assertThat(voc.map()).isEqualTo(.5 * 1 + .5 * 2 / 3, EXACT);
    }

    @Test
    void difficultObjectsAndCrowdsAreNeitherAskedForNorPunished() {
        Dataset truth = dataset(
                CATS,
                image("1", difficult(1, 0, 0, 10, 10), crowd(1, 40, 0, 10, 10), object(1, 20, 0, 10, 10)),
                image("2"));
        VocMetrics voc = measure(
                truth,
                Map.of(
                        "1",
                        List.of(
                                found(1, .9, 0, 0, 10, 10),
                                found(1, .85, 0, 0, 10, 10),
                                found(1, .8, 40, 0, 10, 10),
                                found(1, .7, 20, 0, 10, 10))));
        assertThat(voc.map()).isEqualTo(1, EXACT);
    }

    @Test
    void anOverlapOfExactlyOneHalfIsEnough() {
        Dataset truth = dataset(CATS, image("1", object(1, 0, 0, 10, 10)));
        assertThat(measure(truth, Map.of("1", List.of(found(1, .9, 0, 0, 10, 5))))
                        .map())
                .isEqualTo(1, EXACT);
        assertThat(measure(truth, Map.of("1", List.of(found(1, .9, 0, 0, 10, 4.9))))
                        .map())
                .isEqualTo(0, EXACT);
    }

    @Test
    void elevenPointsTakeRecallExactly() {
        // three of ten found: recall 3/10 reaches the point 0.3, though 3 * 0.1 > 0.3 in floating point
        var objects = new Annotation[10];
        Arrays.setAll(objects, i -> object(1, 20 * i, 0, 10, 10));
        VocMetrics voc = measure(
                dataset(CATS, image("1", objects)),
                Map.of(
                        "1",
                        List.of(found(1, .9, 0, 0, 10, 10), found(1, .8, 20, 0, 10, 10), found(1, .7, 40, 0, 10, 10))));
        assertThat(voc.map()).isEqualTo(.3, EXACT);
        assertThat(voc.map11()).isEqualTo(4. / 11, EXACT);
    }

    @Test
    void aClassWithoutObjectsHasNoFigureAndDoesNotCount() {
        LabelMap labels = LabelMap.of(List.of("cat", "dog"));
        VocMetrics voc = VocMetrics.of(
                ClassBoxes.perClass(
                        dataset(labels, image("1", object(1, 0, 0, 10, 10))),
                        Map.of("1", List.of(found(1, .9, 0, 0, 10, 10), found(2, .9, 0, 0, 10, 10)))),
                labels);
        assertThat(voc.map()).isEqualTo(1, EXACT);
        assertThat(voc.perClass().get("dog").ap()).isEqualTo(-1);
    }

    private static VocMetrics measure(Dataset truth, Map<String, List<Detection>> detections) {
        return VocMetrics.of(ClassBoxes.perClass(truth, detections), truth.labels());
    }
}
