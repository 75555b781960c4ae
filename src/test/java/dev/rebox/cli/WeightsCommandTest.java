package dev.rebox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebox.backbone.Classifier;
import dev.rebox.backbone.Conventions;
import dev.rebox.tensor.Engine;
import dev.rebox.tensor.Parameters;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsCommandTest {
    @TempDir
    Path folder;

    private Path file;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void writeWeights() {
        file = folder.resolve("small.safetensors");
        try (Parameters parameters = new Parameters(Engine.device("cpu"), 1)) {
            new Classifier("mobilenet_v1", 0.25, Conventions.MOBILENET, 7, parameters).save(file, Map.of());
        }
    }

    @Test
    void inspectShowsWhatIsInAFile() throws IOException {
        assertThat(run("weights", "inspect", file.toString())).isZero();
        assertThat(text(out))
                .contains("architecture = mobilenet_v1", "137 tensors")
                .contains("conv_stem.weight");
        out.reset();
        assertThat(run("weights", "inspect", file.toString(), "--json")).isZero();
        JsonNode document = new ObjectMapper().readTree(text(out));
        assertThat(document.at("/metadata/width").asText()).isEqualTo("0.25");
        assertThat(document.get("tensors")).hasSize(137);
        assertThat(document.at("/tensors/0").toString())
                .isEqualTo("{\"name\":\"conv_stem.weight\",\"type\":\"F32\",\"shape\":[8,3,3,3]}");
    }

    @Test
    void probePrintsTheDocumentThatIsPromised() throws IOException {
        Path image = folder.resolve("grey.png");
        ImageIO.write(new BufferedImage(320, 300, BufferedImage.TYPE_INT_RGB), "png", image.toFile());
        assertThat(run(
                        "weights",
                        "probe",
                        file.toString(),
                        "--backbone",
                        "mobilenet_v1",
                        "--width",
                        "0.25",
                        "--image",
                        image.toString(),
                        "--json"))
                .isZero();
        JsonNode document = new ObjectMapper().readTree(text(out));
        assertThat(document.fieldNames()).toIterable().containsExactly("top5", "features", "trunk");
        assertThat(document.get("top5")).hasSize(5);
        assertThat(document.at("/top5/0")).hasSize(2);
        assertThat(document.at("/features/shape").toString()).isEqualTo("[1,128,14,14]");
        assertThat(document.at("/trunk/shape").toString()).isEqualTo("[1,256,7,7]");
        assertThat(document.get("trunk").fieldNames()).toIterable().containsExactly("shape", "mean", "std");
    }

    @Test
    void errorsAreOneLineAndHaveTheirStatus() throws IOException {
        assertThat(run("weights", "inspect", folder.resolve("none").toString())).isEqualTo(3);
        Path broken = Files.write(folder.resolve("broken.safetensors"), new byte[100]);
        assertThat(run("weights", "inspect", broken.toString())).isEqualTo(3);
        assertThat(run("weights", "pull", "resnet1001")).isEqualTo(2);
        assertThat(text(err).lines())
                .hasSize(3)
                .allMatch(line -> line.startsWith("rebox: "))
                .anyMatch(line -> line.contains("Did you mean 'resnet101'?"));
        assertThat(text(out)).isEmpty();
    }

    private int run(String... arguments) {
        PrintStream stdout = System.out;
        PrintStream stderr = System.err;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            return Main.run(arguments);
        } finally {
            System.setOut(stdout);
            System.setErr(stderr);
        }
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
