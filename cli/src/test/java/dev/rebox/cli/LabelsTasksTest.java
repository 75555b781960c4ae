package dev.rebox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebox.data.scenes.Scenes;
import dev.rebox.data.scenes.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rebox labels} with masks and with tasks beyond the paper's. */
class LabelsTasksTest {
    @TempDir
    Path folder;

    private String scenes;

    @BeforeEach
    void draw() {
        Scenes.write(folder, 2, 1, 5, World.ONLY_NEIGHBOURS, true);
        scenes = folder.resolve("train.json").toString();
    }

    private static JsonNode json(String... args) throws IOException {
        CommandOutput output = CommandOutput.by(args);
        assertThat(output.status()).as(output.err()).isZero();
        return new ObjectMapper().readTree(output.out());
    }

    private static int covered(JsonNode document) {
        int covered = 0;
        for (JsonNode row : document.at("/images/0/foreground/mask")) {
            covered += (int) row.asText().chars().filter(c -> c == '1').count();
        }
        return covered;
    }

    @Test
    void masksCoverLessThanTheirBoxesAndLeaveWindowsWhereTheyWere() throws IOException {
        JsonNode boxes = json("labels", scenes, "--json");
        JsonNode masks = json("labels", scenes, "--masks", "--json");
        assertThat(covered(masks)).isLessThan(covered(boxes)).isPositive();
        assertThat(masks.at("/images/0/boxes")).isEqualTo(boxes.at("/images/0/boxes"));
        for (int w = 0; w < 64; w++) {
            assertThat(masks.at("/images/0/windows/" + w + "/box"))
                    .isEqualTo(boxes.at("/images/0/windows/" + w + "/box"));
            assertThat(masks.at("/images/0/windows/" + w + "/label/0").asDouble())
                    .as("background")
                    .isGreaterThanOrEqualTo(
                            boxes.at("/images/0/windows/" + w + "/label/0").asDouble());
        }
    }

    @Test
    void masksFollowAugmentation() throws IOException {
        String[] settings = {
            "labels", scenes, "--augmented", "mosaic=1", "turn=1", "crop=1", "scale=0.25", "--json", "data.masks=true"
        };
        JsonNode masks = json(settings);
        settings[settings.length - 1] = "data.masks=false";
        assertThat(covered(masks)).isPositive().isLessThan(covered(json(settings)));
    }

    @Test
    void bordersArePrintedDrawnAndInTheDocument() throws IOException {
        JsonNode label = json("labels", scenes, "--task", "borders", "--json").at("/images/0/tasks/borders/0");
        assertThat(label.path("box")).hasSize(4);
        assertThat(label.path("label")).hasSize(52);
        assertThat(json("labels", scenes, "--json").at("/images/0").has("tasks"))
                .isFalse();
        assertThat(json("labels", scenes, "--augmented", "flip=true", "--task", "borders", "--json")
                        .at("/images/0/tasks/borders"))
                .hasSize(32);
        CommandOutput drawn = CommandOutput.by(
                "labels", scenes, "--task", "borders", "--limit", "1", "--out", folder.resolve("d") + "");
        assertThat(drawn.status()).as(drawn.err()).isZero();
        assertThat(drawn.out()).contains("borders ").containsPattern("left [+-]0\\.\\d\\d  top");
        assertThat(Files.size(folder.resolve("d/1.png"))).isGreaterThan(50_000);
    }

    @Test
    void anUnknownTaskAndAHostileMaskAreOneLine() throws IOException {
        CommandOutput unknown = CommandOutput.by("labels", scenes, "--task", "border");
        assertThat(unknown.status()).isEqualTo(2);
        assertThat(unknown.err().strip().lines()).hasSize(1);
        assertThat(unknown.err()).contains("unknown task 'border'").contains("Did you mean 'borders'?");

        Path file = folder.resolve("train.json");
        Files.writeString(file, Files.readString(file).replaceFirst("\"counts\":\"[^\"]*\"", "\"counts\":[3,-4]"));
        CommandOutput hostile = CommandOutput.by("labels", scenes, "--masks");
        assertThat(hostile.status()).isEqualTo(3);
        assertThat(hostile.err().strip().lines()).hasSize(1);
        assertThat(hostile.err()).contains("train.json").contains("its run 2 has the negative length -4");
        assertThat(CommandOutput.by("labels", scenes).status())
                .as("nobody asked")
                .isZero();
    }
}
