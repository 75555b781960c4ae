package dev.rebox.evaluate.coco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebox.box.Detection;
import dev.rebox.data.Dataset;
import dev.rebox.data.Datasets;
import dev.rebox.evaluate.PerturbedTruth;
import dev.rebox.evaluate.matching.ClassBoxes;
import dev.rebox.evaluate.results.CocoResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All figures against pycocotools', which {@code src/test/golden/coco_golden.py} asked for and stored. */
class CocoGoldenTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/coco");
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
        Dataset truth = Datasets.open(GOLDEN.resolve(name + "/truth.json").toString());
        compare(name, truth, CocoResults.read(GOLDEN.resolve(name + "/detections.json"), truth));
    }

    @ParameterizedTest
    @ValueSource(strings = {"test", "voc20-test"})
    void equalsPycocotoolsOnRealTruth(String name) throws IOException {
        Path file = Path.of("../shared/data/coco-people/" + name + ".json");
        assumeTrue(Files.exists(file), "the real case needs " + file);
        Dataset truth = Datasets.open(file.toString());
        compare("coco-people-" + name, truth, PerturbedTruth.draw(truth));
    }

    private static void compare(String name, Dataset truth, Map<String, List<Detection>> detections)
            throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        JsonNode expected =
                mapper.readTree(GOLDEN.resolve(name + "/expected.json").toFile());
        List<ClassBoxes> classes = ClassBoxes.perClass(truth, detections);
        JsonNode figures = mapper.valueToTree(CocoMetrics.of(classes, truth.labels()));
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
