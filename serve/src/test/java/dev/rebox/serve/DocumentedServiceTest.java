package dev.rebox.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebox.Rebox;
import dev.rebox.TestModels;
import dev.rebox.box.Detection;
import dev.rebox.config.ConfigReader;
import dev.rebox.config.Device;
import dev.rebox.model.Model;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service in {@code docs/serve} as its reader starts it. */
class DocumentedServiceTest {
    private static final Path PROGRAM = Path.of("../docs/serve/DetectService.java");

    @TempDir
    Path folder;

    @Test
    void aServiceOfOnesOwnAnswersFromFourThreads() throws Exception {
        Path run = Files.createDirectories(folder.resolve("run"));
        Path model = run.resolve("model.safetensors");
        try (Model made = TestModels.create()) {
            made.save(model);
        }
        Files.writeString(run.resolve("config.yaml"), ConfigReader.write(TestModels.config()));
        // Of a network as chance made it, every detection is worth showing.
        String shown = "{\"threshold\":0,\"low\":0,\"high\":0,\"precision\":0,\"recall\":0,\"boxes\":0,\"curve\":null}";
        Files.writeString(
                run.resolve("thresholds.json"),
                "{\"data\":\"\",\"rule\":\"\",\"images\":1,\"classes\":{\"dog\":" + shown + ",\"cat\":" + shown + "}}");
        byte[] png = SmallServer.png(120, 80);
        List<Detection> expected;
        try (Rebox detector = Rebox.load(run, Device.CPU)) {
            expected = detector.detect(new ByteArrayInputStream(png)).stream()
                    .filter(d -> d.score() >= detector.leastScore(d.label()))
                    .toList();
        }
        assertThat(expected).isNotEmpty();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dorg.bytedeco.javacpp.nopointergc=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PROGRAM.toString(),
                        run.toString(),
                        "0")
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = process.inputReader()) {
            String line = output.readLine();
            while (line != null && !line.startsWith("listening at ")) {
                line = output.readLine();
            }
            assertThat(line).isNotNull();
            URI address = URI.create("http://127.0.0.1:" + line.replaceAll("\\D", "") + "/detect");
            HttpClient client = HttpClient.newHttpClient();
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                answers.add(client.sendAsync(post(address, png), HttpResponse.BodyHandlers.ofString()));
            }
            for (CompletableFuture<HttpResponse<String>> one : answers) {
                assertThat(one.get().statusCode()).isEqualTo(200);
                JsonNode found = new ObjectMapper().readTree(one.get().body());
                assertThat(found).hasSize(expected.size());
                for (int i = 0; i < expected.size(); i++) {
                    assertThat(found.get(i).get("score").asDouble())
                            .isEqualTo(expected.get(i).score());
                }
            }
            HttpResponse<String> refused =
                    client.send(post(address, new byte[] {1, 2, 3}), HttpResponse.BodyHandlers.ofString());
            assertThat(refused.statusCode()).isEqualTo(400);
        } finally {
            process.destroyForcibly();
        }
    }

    private static HttpRequest post(URI address, byte[] body) {
        return HttpRequest.newBuilder(address)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }
}
