package dev.rebox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebox.backbone.Classifier;
import dev.rebox.backbone.Conventions;
import dev.rebox.tensor.Engine;
import dev.rebox.tensor.Parameters;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsCommandTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void writeWeights() {
        file = folder.resolve("small.safetensors");
        try (Parameters parameters = new Parameters(Engine.device("cpu"), 1)) {
            new Classifier("mobilenet_v1", 0.25, Conventions.MOBILENET, 7, parameters).save(file, Map.of());
        }
    }

    @Test
    void inspectShowsWhatIsInAFile() throws IOException {
        assertThat(CommandOutput.by("weights", "inspect", file.toString()).out())
                .contains("architecture = mobilenet_v1", "137 tensors")
                .contains("conv_stem.weight");
        JsonNode document = new ObjectMapper()
                .readTree(CommandOutput.by("weights", "inspect", file.toString(), "--json")
                        .out());
        assertThat(document.at("/metadata/width").asText()).isEqualTo("0.25");
        assertThat(document.get("tensors")).hasSize(137);
        assertThat(document.at("/tensors/0").toString())
                .isEqualTo("{\"name\":\"conv_stem.weight\",\"type\":\"F32\",\"shape\":[8,3,3,3]}");
    }

    @Test
    void probePrintsTheDocumentThatIsPromised() throws IOException {
        Path image = folder.resolve("grey.png");
        ImageIO.write(new BufferedImage(320, 300, BufferedImage.TYPE_INT_RGB), "png", image.toFile());
        CommandOutput output = CommandOutput.by(
                "weights",
                "probe",
                file.toString(),
                "--backbone",
                "mobilenet_v1",
                "--width",
                "0.25",
                "--image",
                image.toString(),
                "--json");
        assertThat(output.status()).isZero();
        JsonNode document = new ObjectMapper().readTree(output.out());
        assertThat(document.fieldNames()).toIterable().containsExactly("top5", "features", "trunk");
        assertThat(document.get("top5")).hasSize(5);
        assertThat(document.at("/top5/0")).hasSize(2);
        assertThat(document.at("/features/shape").toString()).isEqualTo("[1,128,14,14]");
        assertThat(document.at("/trunk/shape").toString()).isEqualTo("[1,256,7,7]");
        assertThat(document.get("trunk").fieldNames()).toIterable().containsExactly("shape", "mean", "std");
    }

    /** What claims to be a public detector: refused in one line, and nothing is written. */
    @Test
    void hostileDetectorsAreRefused() throws IOException {
        byte[] endless = {0x0A, -1, -1, -1, -1, -1, -1, -1, -1, 0x3F, 1}; // a node of four exabytes
        Files.write(folder.resolve("a.pb"), endless);
        Files.write(folder.resolve("b.ckpt.index"), new byte[48]);
        Files.write(folder.resolve("b.ckpt.data-00000-of-00001"), new byte[4]);
        Files.writeString(folder.resolve("c.pkl"), "cos\nsystem\n(S'touch here'\ntR.");
        Files.write(folder.resolve("d.tar.gz"), endless);
        Path target = folder.resolve("out.safetensors");
        for (String name : List.of("a.pb", "b.ckpt.index", "c.pkl", "d.tar.gz")) {
            CommandOutput output =
                    CommandOutput.by("weights", "convert", folder.resolve(name).toString(), target.toString());
            assertThat(output.status()).as(name).isEqualTo(3);
            assertThat(output.err().lines()).as(name).singleElement().asString().startsWith("rebox: " + folder);
            assertThat(target).doesNotExist();
        }
    }

    @Test
    void publicDetectorsHaveAddresses() {
        assertThat(CommandOutput.by("weights", "pull").out())
                .contains("zoo-rfcn_resnet101", "detectron2-R_50_C4", "CC-BY-SA", "Apache-2.0");
    }

    @Test
    void errorsAreOneLineAndHaveTheirStatus() throws IOException {
        Path broken = Files.write(folder.resolve("broken.safetensors"), new byte[100]);
        List<CommandOutput> all = List.of(
                CommandOutput.by("weights", "inspect", folder.resolve("none").toString()),
                CommandOutput.by("weights", "inspect", broken.toString()),
                CommandOutput.by("weights", "pull", "resnet1001"));
        assertThat(all).extracting(CommandOutput::status).containsExactly(3, 3, 2);
        assertThat(all).allSatisfy(output -> assertThat(output.err().lines())
                .singleElement()
                .asString()
                .startsWith("rebox: "));
        assertThat(all.get(2).err()).contains("Did you mean 'resnet101'?");
        assertThat(all).extracting(CommandOutput::out).containsOnly("");
    }
}
