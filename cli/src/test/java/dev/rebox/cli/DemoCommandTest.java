package dev.rebox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebox.backbone.Classifier;
import dev.rebox.backbone.Conventions;
import dev.rebox.config.Config;
import dev.rebox.config.ConfigReader;
import dev.rebox.config.ModelConfig;
import dev.rebox.data.scenes.Scenes;
import dev.rebox.tensor.Engine;
import dev.rebox.tensor.Parameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
    @TempDir
    Path folder;

    /** Two scenes to train on, and a backbone as chance made it: what is there is neither drawn nor pretrained. */
    private void prepareScenesAndBackbone() {
        Scenes.write(folder.resolve("scenes"), 2, 1, 3);
        try (Parameters parameters = new Parameters(Engine.device("cpu"), 1)) {
            new Classifier("mobilenet_v1", 0.5, Conventions.MOBILENET, 9, parameters)
                    .save(folder.resolve("backbone-mobilenet_v1-0.5.safetensors"), Map.of());
        }
    }

    @Test
    void baselineAndMethodAreTrainedAndComparedOnEqualTerms() throws IOException {
        prepareScenesAndBackbone();
        JsonNode document = CommandOutput.by("demo", "--out", folder.toString(), "--steps", "1", "--json")
                .document();
        assertThat(document.at("/baseline/voc/mAP").asDouble())
                .isEqualTo(metrics("baseline").at("/voc/mAP").asDouble());
        assertThat(document.at("/method/coco/AP").asDouble())
                .isEqualTo(metrics("method").at("/coco/AP").asDouble());
        assertThat(document.at("/method/auxiliary").size())
                .as("the tasks are measured too")
                .isPositive();
        assertThat(document.at("/baseline").has("auxiliary")).isFalse();
        assertThat(document.at("/gain/difference").asDouble())
                .isEqualTo(document.at("/method/voc/mAP").asDouble()
                        - document.at("/baseline/voc/mAP").asDouble());
        assertThat(document.get("report").asText())
                .isEqualTo(folder.resolve("report.html").toString());
        assertThat(Files.readString(folder.resolve("report.html"))).contains("<h1>baseline and method</h1>");
        assertThat(folder.resolve("baseline/report.html")).exists();
        assertThat(folder.resolve("method/report.html")).exists();

        Config baseline = ConfigReader.read(folder.resolve("baseline/config.yaml"));
        Config method = ConfigReader.read(folder.resolve("method/config.yaml"));
        assertThat(baseline.train()).isEqualTo(method.train());
        assertThat(baseline.data()).isEqualTo(method.data());
        assertThat(baseline.model())
                .usingRecursiveComparison()
                .ignoringFields("auxiliary", "refinement")
                .isEqualTo(method.model());
        assertThat(baseline.model().auxiliary()).isEmpty();
        assertThat(method.model().auxiliary()).hasSize(3);
        assertThat(baseline.model()).extracting(ModelConfig::refinement).isEqualTo(false);
        assertThat(method.model()).extracting(ModelConfig::refinement).isEqualTo(true);

        CommandOutput.refused(
                2, folder + ": holds a demo already. Give another --out", "demo", "--out", folder.toString());
    }

    @Test
    void aDemoWithoutStepsIsRefusedBeforeAnythingIsDrawn() {
        Path out = folder.resolve("new");
        CommandOutput.refused(2, "steps", "demo", "--out", out.toString(), "--steps", "0");
        assertThat(out).doesNotExist();
    }

    private JsonNode metrics(String run) throws IOException {
        return new ObjectMapper()
                .readTree(folder.resolve(run).resolve("metrics.json").toFile());
    }
}
