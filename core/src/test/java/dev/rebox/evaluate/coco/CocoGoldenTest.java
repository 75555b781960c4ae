package dev.rebox.evaluate.coco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebox.data.Dataset;
import dev.rebox.evaluate.GoldenCase;
import dev.rebox.evaluate.matching.ClassBoxes;
import java.io.IOException;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All figures against pycocotools', which {@code src/test/golden/coco_golden.py} asked for and stored. */
class CocoGoldenTest {
    private static final Offset<Double> EXACT = within(1e-9);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "crowds",
                "ties",
                "many_detections",
                "gaps",
                "exact_overlaps",
                "without_area",
                "nothing_found",
                "numbered_from_zero"
            })
    void equalsPycocotoolsOnMadeInput(String name) throws IOException {
        compare(GoldenCase.made(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"test", "voc20-test"})
    void equalsPycocotoolsOnRealTruth(String name) throws IOException {
        compare(GoldenCase.real(name));
    }

    private static void compare(GoldenCase golden) throws IOException {
        Dataset truth = golden.truth();
        JsonNode expected = golden.answer("expected.json");
        List<ClassBoxes> classes = ClassBoxes.perClass(truth, golden.detections());
        JsonNode figures = new ObjectMapper().valueToTree(CocoMetrics.of(classes, truth.labels()));
        for (String figure :
                List.of("AP", "AP50", "AP75", "APs", "APm", "APl", "AR1", "AR10", "AR100", "ARs", "ARm", "ARl")) {
            assertThat(figures.get(figure).asDouble())
                    .as(figure)
                    .isEqualTo(expected.get(figure).asDouble(), EXACT);
        }
        for (String label : truth.labels().names()) {
            for (String figure : List.of("AP", "AP50")) {
                assertThat(figures.at("/perClass/" + label + "/" + figure).asDouble())
                        .as(label + " " + figure)
                        .isEqualTo(
                                expected.at("/perClass/" + label + "/" + figure).asDouble(), EXACT);
            }
        }
        expected.get("at").fields().forEachRemaining(e -> assertThat(
                        CocoMetrics.averagePrecisionAt(classes, Double.parseDouble(e.getKey()))[0])
                .as("AP at " + e.getKey())
                .isEqualTo(e.getValue().asDouble(), EXACT));
    }
}
