package dev.rebox.serve.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebox.TestModels;
import dev.rebox.config.Config;
import dev.rebox.config.ConfigReader;
import dev.rebox.data.scenes.Scenes;
import dev.rebox.model.Model;
import dev.rebox.run.RunFolder;
import java.awt.image.BufferedImage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunServerTest {
    @TempDir
    Path folder;

    @Test
    void showsARunThatGoesOnAndTouchesNothing() throws Exception {
        RunFolder run = new RunFolder(folder);
        Files.writeString(run.config(), ConfigReader.write(TestModels.config("steps=100")));
        double now = System.currentTimeMillis() / 1e3;
        Files.writeString(run.log(), line(10, now - 20, 3) + line(20, now, 1));
        try (RunServer server = RunServer.start(run, 0)) {
            JsonNode state = get(server, "/run.json");
            assertThat(state.path("state").asText()).isEqualTo("training");
            assertThat(state.path("step").asInt()).isEqualTo(20);
            assertThat(state.path("steps").asInt()).isEqualTo(100);
            assertThat(state.path("secondsLeft").asDouble()).isEqualTo(80 * 2.0); // steps of two seconds
            assertThat(state.path("curves").findValuesAsText("name")).containsExactly("Class", "Learning rate");
            assertThat(state.at("/curves/0/values").toString()).isEqualTo("[3.0,1.0]");

            Files.writeString(
                    run.log(), line(30, now, 0.5) + "{\"step\": 40, \"ti", StandardOpenOption.APPEND); // being written
            assertThat(get(server, "/run.json").at("/curves/0/values").toString())
                    .isEqualTo("[3.0,1.0,0.5]");

            Files.writeString(run.log(), line(10, now - 5000, 3) + line(20, now - 4000, 1) + line(30, now - 3000, 1));
            assertThat(get(server, "/run.json").path("state").asText()).isEqualTo("training");
            Files.writeString(run.log(), line(10, now - 5000, 3) + line(20, now - 4990, 1));
            assertThat(get(server, "/run.json").path("state").asText()).isEqualTo("silent");

            JsonNode examples = get(server, "/examples.json");
            assertThat(examples.path("note").asText()).startsWith("There is no model yet");

            Files.writeString(run.config(), "train: {steps: many}");
            JsonNode damaged = get(server, "/run.json");
            assertThat(damaged.path("error").asText()).contains("train.steps: wrong value");
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(run.config(), run.log());
        }
    }

    @Test
    void showsWhatTheBestModelSoFarFinds(@TempDir Path data) throws Exception {
        Scenes.write(data, 2, 9, 3);
        RunFolder run = new RunFolder(folder);
        String test = data.resolve("test.json").toString();
        Config config = TestModels.config("data.train=" + data.resolve("train.json"), "data.validation=" + test);
        Files.writeString(run.config(), ConfigReader.write(config));
        try (RunServer server = RunServer.start(run, 0)) {
            assertThat(get(server, "/examples.json").path("images")).isEmpty();
            write(run, 0);
            JsonNode first = version(server, 1);
            assertThat(first.path("note").asText()).isEmpty();
            assertThat(first.path("images")).hasSize(6);
            assertThat(first.at("/images/0/1").asText()).matches("\\d+ found, \\d+ annotated");
            BufferedImage image =
                    ImageIO.read(URI.create(server.url() + "/examples/1/5").toURL());
            assertThat(image.getWidth()).isGreaterThan(200);
            assertThat(get(server, "/examples/1/6").path("error").asText()).contains("not shown any more");

            write(run, 1);
            version(server, 2);
            assertThat(get(server, "/examples/1/0").path("error").asText()).contains("not shown any more");

            Files.delete(Path.of(test));
            write(run, 2);
            assertThat(version(server, 3).path("note").asText())
                    .startsWith("No examples: ")
                    .contains("test.json");
        }
    }

    private static void write(RunFolder run, int seed) {
        try (Model made = Model.create(TestModels.config("seed=" + seed), Scenes.labels())) {
            made.save(run.bestModel());
        }
    }

    private static JsonNode version(RunServer server, int wanted) throws Exception {
        for (long end = System.nanoTime() + 30_000_000_000L; System.nanoTime() < end; Thread.sleep(50)) {
            JsonNode examples = get(server, "/examples.json");
            if (examples.path("version").asInt() == wanted) {
                return examples;
            }
        }
        throw new AssertionError("no version " + wanted);
    }

    private static String line(int step, double time, double loss) {
        return String.format(
                Locale.ROOT,
                "{\"step\":%d,\"time\":%.3f,\"losses\":{\"class\":%.1f},\"total\":1,\"learningRate\":0.1,"
                        + "\"gradientNorm\":1,\"seconds\":2.0,\"waited\":0,\"imagesPerSecond\":0.5}%n",
                step,
                time,
                loss);
    }

    private static JsonNode get(RunServer server, String address) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(server.url() + address)).build();
        return new ObjectMapper()
                .readTree(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .body());
    }
}
