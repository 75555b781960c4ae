package dev.rebox.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebox.TestData;
import dev.rebox.box.Detection;
import dev.rebox.data.Dataset;
import dev.rebox.data.Datasets;
import dev.rebox.evaluate.results.CocoResults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Truth and detections that other tools were asked about, and where their answers are stored: see {@code src/test/golden}. */
public record GoldenCase(String name, Dataset truth, Map<String, List<Detection>> detections) {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/coco");

    /** A made case, of which truth and detections are stored. */
    public static GoldenCase made(String name) {
        Dataset truth = Datasets.open(GOLDEN.resolve(name + "/truth.json").toString());
        return new GoldenCase(
                name, truth, CocoResults.read(GOLDEN.resolve(name + "/detections.json"), truth, left -> {}));
    }

    /** A real truth, with detections drawn from it; skips the test where it is not at hand. */
    public static GoldenCase real(String name) {
        Path file = TestData.needed("data/coco-people/" + name + ".json");
        Dataset truth = Datasets.open(file.toString());
        return new GoldenCase("coco-people-" + name, truth, PerturbedTruth.draw(truth));
    }

    /** The stored answer of a tool. */
    public JsonNode answer(String file) throws IOException {
        return new ObjectMapper().readTree(GOLDEN.resolve(name).resolve(file).toFile());
    }
}
