package dev.rebox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rebox.data.scenes.Scenes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PretrainCommandTest {
    @TempDir
    static Path folder;

    private static String data;
    private final Path weights = folder.resolve("weights.safetensors");

    @BeforeAll
    static void drawScenes() {
        Scenes.write(folder.resolve("scenes"), 2, 1, 3);
        data = folder.resolve("scenes/train.json").toString();
    }

    @Test
    void theFileHoldsABackboneThatTrainingMayStartFrom() throws IOException {
        JsonNode document = pretrain("--json").document();
        assertThat(document.get("weights").asText()).isEqualTo(weights.toString());
        assertThat(document.get("steps").asInt()).isEqualTo(1);
        // After one step of 32 crops, so many of them.
        assertThat(32 * document.get("accuracy").asDouble() % 1).isZero();

        JsonNode file = CommandOutput.by("weights", "inspect", weights.toString(), "--json")
                .document();
        assertThat(file.at("/metadata/architecture").asText()).isEqualTo("mobilenet_v1");
        assertThat(file.at("/metadata/width").asText()).isEqualTo("0.25");
        assertThat(file.at("/metadata/trained_on").asText()).isEqualTo("crops of the boxes of " + data);
        assertThat(file.at("/tensors/136/shape").toString())
                .as("background and eight classes")
                .startsWith("[9");
    }

    @Test
    void equalSeedsMakeEqualFilesAndOtherSeedsOthers() throws IOException {
        pretrain("--seed", "4").done();
        byte[] first = Files.readAllBytes(weights);
        String said = pretrain("--seed", "4").done();
        assertThat(Files.readAllBytes(weights)).isEqualTo(first);
        assertThat(said)
                .matches("\\d+% of the crops classified rightly\\. The weights are in .*weights\\.safetensors\\R");
        CommandOutput other = pretrain("--seed", "5");
        assertThat(Files.readAllBytes(weights)).isNotEqualTo(first);
        assertThat(other.err()).containsPattern("step 1 of 1  loss \\d\\.\\d{3}  \\d+% right");
    }

    @Test
    void whatCannotBeUsedIsRefusedAndNothingIsWritten() throws IOException {
        Path unwritten = folder.resolve("unwritten.safetensors");
        String out = unwritten.toString();
        CommandOutput.refused(
                3, "nowhere.json", "pretrain", folder.resolve("nowhere.json").toString(), "--out", out);
        CommandOutput.refused(2, "steps 0 (at least 1)", "pretrain", data, "--out", out, "--steps", "0");
        CommandOutput.refused(
                2, "Did you mean 'mobilenet_v1'?", "pretrain", data, "--out", out, "--backbone", "mobilnet_v1");
        CommandOutput.refused(2, "width", "pretrain", data, "--out", out, "--width", "0", "--steps", "1");
        Path empty = Files.writeString(folder.resolve("empty.json"), """
                {"images": [], "annotations": [], "categories": [{"id": 1, "name": "dog"}]}""");
        CommandOutput.refused(3, "empty.json", "pretrain", empty.toString(), "--out", out);
        Path bare = Files.writeString(
                folder.resolve("scenes/bare.json"),
                Files.readString(Path.of(data))
                        .replaceFirst("(?s)\"annotations\":.*\"categories\"", "\"annotations\":[],\"categories\""));
        CommandOutput.refused(
                3, "bare.json: there is no usable box in 2 images", "pretrain", bare.toString(), "--out", out);
        assertThat(CommandOutput.by("pretrain", data).err()).contains("Missing required option: '--out=FILE'");
        assertThat(CommandOutput.by("pretrain", data, "--out", out, "--precision", "float8")
                        .status())
                .isEqualTo(2);
        assertThat(unwritten).doesNotExist();
    }

    private CommandOutput pretrain(String... more) {
        List<String> command = new ArrayList<>(List.of(
                "pretrain", data, "--out", weights.toString(), "--width", "0.25", "--steps", "1", "--threads", "1"));
        command.addAll(List.of(more));
        return CommandOutput.by(command.toArray(String[]::new));
    }
}
