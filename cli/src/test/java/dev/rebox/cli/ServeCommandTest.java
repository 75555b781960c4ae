package dev.rebox.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rebox.config.ConfigReader;
import dev.rebox.data.scenes.Scenes;
import dev.rebox.model.Model;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as a user starts it: a program of its own. */
class ServeCommandTest {
    @TempDir
    static Path folder;

    private static Path model;
    private static Path onnx;

    @BeforeAll
    static void aModelAndImages() throws IOException {
        Scenes.write(folder.resolve("scenes"), 2, 1, 3);
        model = folder.resolve("model.safetensors");
        onnx = folder.resolve("exported.onnx");
        try (Model made = Model.create(
                ConfigReader.read(
                        List.of("shorterSide=64", "longerSide=96", "width=0.25", "anchorBase=32", "proposals=20")),
                Scenes.labels())) {
            made.save(model);
        }
        CommandOutput.by("export", "--run", model.toString(), "--to", onnx.toString(), "--json")
                .done();
    }

    @Test
    void answersWhatDetectPrintsAndEndsWhenItIsTold() throws Exception {
        assumeTrue(File.separatorChar == '/', "signals are sent with the kill of Unix");
        for (Path served : List.of(model, onnx)) {
            Path image = folder.resolve("scenes/images/000001.jpg");
            JsonNode printed = CommandOutput.by(
                            "detect", "--run", served.toString(), image.toString(), "--threshold", "0", "--json")
                    .document();
            assertThat(printed).isNotEmpty();
            printed.forEach(entry -> ((ObjectNode) entry).put("file_name", "000001.jpg"));
            Process process = start("serve", "--run", served.toString(), "--port", "0", "--threads", "2", "--json");
            try (BufferedReader output = process.inputReader()) {
                JsonNode line = new ObjectMapper().readTree(output.readLine());
                assertThat(line.path("model").asText())
                        .isEqualTo(served.getFileName().toString().replaceFirst("\\..*", ""));
                HttpRequest request = HttpRequest.newBuilder(
                                URI.create(line.path("url").asText() + "/detect?threshold=0&name=000001.jpg"))
                        .POST(HttpRequest.BodyPublishers.ofFile(image))
                        .build();
                HttpClient client = HttpClient.newHttpClient();
                String first = client.send(request, HttpResponse.BodyHandlers.ofString())
                        .body();
                assertThat(first).isEqualTo(new ObjectMapper().writeValueAsString(printed));

                List<CompletableFuture<HttpResponse<String>>> begun = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    begun.add(client.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
                }
                begun.get(0).get();
                new ProcessBuilder("kill", "-TERM", Long.toString(process.pid()))
                        .start()
                        .waitFor();
                assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isZero();
                for (CompletableFuture<HttpResponse<String>> one : begun) {
                    HttpResponse<String> answer = one.handle((got, lost) -> got).get();
                    if (answer != null && answer.statusCode() != 503) { // refused, or never connected
                        assertThat(answer.body()).isEqualTo(first);
                    }
                }
            } finally {
                process.destroyForcibly();
            }
        }
    }

    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dorg.bytedeco.javacpp.nopointergc=true",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @Test
    void whatCannotBeServedIsOneLine() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        refused(3, "empty: not a run folder", "--run", empty.toString());
        refused(
                2,
                "--host: 0.0.0.0 can be reached from other machines",
                "--run",
                model.toString(),
                "--host",
                "0.0.0.0");
        refused(2, "--port: 70000 is not between", "--run", model.toString(), "--port", "70000");
        refused(2, "--queue: -1", "--run", model.toString(), "--queue", "-1");
        refused(2, "--max-body: 0 MB", "--run", model.toString(), "--max-body", "0");
        refused(2, "--name: 'a b'", "--run", model.toString(), "--name", "a b");
        refused(2, "--queue: 200000 is not between", "--run", model.toString(), "--queue", "200000");
        refused(2, "--max-body: 1001 MB", "--run", model.toString(), "--max-body", "1001");
        refused(
                3,
                "none: there is no such file",
                "--run",
                model.toString(),
                "--token",
                folder.resolve("none").toString());
        CommandOutput.refused(3, "empty: not a run folder", "watch", empty.toString());
        Path run = Files.createDirectories(folder.resolve("run"));
        Files.writeString(run.resolve("config.yaml"), "");
        CommandOutput.refused(2, "--port: 70000 is not between", "watch", run.toString(), "--port", "70000");
    }

    private static void refused(int status, String message, String... arguments) {
        List<String> all = new ArrayList<>(List.of("serve"));
        all.addAll(List.of(arguments));
        CommandOutput.refused(status, message, all.toArray(String[]::new));
    }
}
