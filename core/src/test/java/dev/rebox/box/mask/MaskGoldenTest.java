package dev.rebox.box.mask;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Equal to pycocotools, to the pixel: {@code src/test/golden/mask_golden.py} asked it. */
class MaskGoldenTest {
    private static JsonNode cases(String kind) throws IOException {
        try (InputStream in = MaskGoldenTest.class.getResourceAsStream("/golden/masks/masks.json")) {
            return new ObjectMapper().readTree(in).get(kind);
        }
    }

    private static double[] numbers(JsonNode list) {
        double[] numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = list.get(i).asDouble();
        }
        return numbers;
    }

    @Test
    void polygonsCoverThePixelsThatPycocotoolsSays() throws IOException {
        JsonNode cases = cases("polygons");
        assertThat(cases).hasSize(150);
        for (JsonNode one : cases) {
            List<double[]> rings = new ArrayList<>();
            one.get("polygons").forEach(ring -> rings.add(numbers(ring)));
            Mask mask = new Polygons(rings)
                    .mask(one.get("width").asInt(), one.get("height").asInt());
            assertThat(RunText.write(mask.runs()))
                    .as(one.toString())
                    .isEqualTo(one.get("counts").asText());
        }
    }

    @Test
    void runLengthsAreReadAndWrittenAsPycocotoolsDoes() throws IOException {
        JsonNode cases = cases("runs");
        assertThat(cases).hasSize(40);
        for (JsonNode one : cases) {
            int height = one.get("rows").size();
            int width = one.get("rows").get(0).asText().length();
            Mask read =
                    Mask.ofRuns(width, height, RunText.read(one.get("counts").asText()));
            Mask drawn = Mask.of(
                    width, height, (x, y) -> one.get("rows").get(y).asText().charAt(x) == '1');
            assertThat(read).isEqualTo(drawn);
            assertThat(read.area()).isEqualTo(one.get("area").asLong());
            assertThat(RunText.write(drawn.runs())).isEqualTo(one.get("counts").asText());
        }
    }
}
