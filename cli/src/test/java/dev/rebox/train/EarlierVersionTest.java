package dev.rebox.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebox.Rebox;
import dev.rebox.box.Detection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs that version 0.1.0 wrote: {@code train width=0.25 shorterSide=96 longerSide=160 anchorBase=48 regions=16 proposals=20
 * cacheMegabytes=0 model.windows=8 refineWindows=3 data.train=set/train.json data.test=set/train.json checkpointEvery=3
 * steps=6}, with {@code out=method}, and with {@code out=rfcn detector=rfcn optimizer=adamw}; {@code detect --threshold 0
 * --json} wrote the detections. On the processor that made them the bits are the same; others round in another way.
 */
class EarlierVersionTest {
    private static final Path RUNS = Path.of("src/test/resources/dev/rebox/version010");
    private static final float ROUNDING = 1e-3f;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"method", "rfcn"})
    void aModelFindsTheSame(String run) throws IOException {
        JsonNode expected =
                new ObjectMapper().readTree(RUNS.resolve(run + ".json").toFile());
        assertThat(expected.size()).isGreaterThan(50);

        int at = 0;
        try (Rebox detector = Rebox.load(RUNS.resolve(run))) {
            for (int image = 1; image <= 2; image++) {
                for (Detection found : detector.detect(RUNS.resolve("set/images/00000" + image + ".jpg"))) {
                    JsonNode before = expected.get(at++);
                    assertThat(before.get("image_id").asInt()).isEqualTo(image);
                    assertThat(detector.className(found))
                            .isEqualTo(before.get("category").asText());
                    assertThat(found.score()).isCloseTo(before.get("score").asDouble(), within(1e-4));
                    assertThat(found.box().x1())
                            .isCloseTo(before.get("bbox").get(0).asDouble(), within(0.05));
                    assertThat(found.box().y2())
                            .isCloseTo(
                                    before.get("bbox").get(1).asDouble()
                                            + before.get("bbox").get(3).asDouble(),
                                    within(0.05));
                }
            }
        }
        assertThat(at).isEqualTo(expected.size());
    }

    @Test
    void aRunGoesOnFromItsCheckpoint() throws IOException {
        Path run = folder.resolve("method");
        copy(RUNS.resolve("method"), run);
        Files.delete(run.resolve("model.safetensors"));
        String data = RUNS.resolve("set/train.json").toString();

        Training.Result result = Rebox.train(
                run.resolve("config.yaml").toString(),
                "out=" + run,
                "resume=true",
                "data.train=" + data,
                "data.test=" + data,
                "checkpointEvery=0");

        assertThat(result.steps()).isEqualTo(6);
        assertThat(Files.readAllLines(run.resolve("log.jsonl")).get(0)).contains("\"step\":3,");
        TensorFile expected = TensorFile.read(RUNS.resolve("method/model.safetensors"));
        TensorFile model = TensorFile.read(run.resolve("model.safetensors"));
        assertThat(model.tensors().keySet()).isEqualTo(expected.tensors().keySet());
        model.tensors().forEach((name, bits) -> assertThat(floats(bits))
                .as(name)
                .containsExactly(floats(expected.tensors().get(name)), within(ROUNDING)));
    }

    private static float[] floats(ByteBuffer bits) {
        FloatBuffer values = bits.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        float[] array = new float[values.remaining()];
        values.get(array);
        return array;
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(from)) {
            files = walk.toList();
        }
        for (Path file : files) {
            Files.copy(file, to.resolve(from.relativize(file).toString()));
        }
    }
}
