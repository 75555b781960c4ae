package dev.rebox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rebox.study.SmallStudy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study of two arms, of one step each. */
class StudyCommandTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void writeStudy() throws IOException {
        file = SmallStudy.write(folder);
    }

    @Test
    void theAnswerIsPrintedAndKeptAndAskedForAgain() throws IOException {
        CommandOutput output = study("steps=1");
        assertThat(output.done())
                .startsWith("# Study: 2 of 2 runs\n\n## mAP\n\n")
                .contains("| arm | 100% of the labels |\n|---|---|\n| baseline | ")
                .contains("## Differences to baseline: 100% of the labels")
                .isEqualTo(Files.readString(folder.resolve("out/README.md")));
        assertThat(output.err()).contains("step 1 of 1").endsWith("2 of 2 runs are finished.\n");

        CommandOutput again = study("steps=1", "--json");
        JsonNode document = again.document();
        assertThat(again.err()).as("nothing is trained again").doesNotContain("step 1 of 1");
        assertThat(document.get("baseline").asText()).isEqualTo("baseline");
        assertThat(document.get("finished").asInt()).isEqualTo(2);
        assertThat(document.at("/settings/0/arms/1/arm").asText()).isEqualTo("task3");
        assertThat(document.at("/settings/0/arms/1/figures/VOC/count").asInt()).isEqualTo(1);

        CommandOutput.refused(2, "the study has changed: train.steps was 1 and is 2", command("steps=2"));
    }

    @Test
    void aSpentBudgetIsNoFailure() throws IOException {
        CommandOutput output = study("budget=0.001s", "--json");
        assertThat(output.document()).isEmpty();
        assertThat(folder.resolve("out/README.md")).doesNotExist();
        assertThat(study("budget=0.001s").err()).endsWith("0 of 2 runs are finished.\n");
    }

    /** Those that are trained by the clock are not tried before: that would take their whole time. */
    @Test
    void anAutomaticArmIsTrainedOnce() throws IOException {
        CommandOutput output = study("arms=[baseline]", "train.recipe=auto", "train.budget=60s");
        assertThat(output.done()).startsWith("# Study: 1 of 1 runs");
        assertThat(output.err()).containsOnlyOnce("Looking at the data and measuring the machine's speed.");
        assertThat(folder.resolve("out").toFile().list((path, name) -> name.startsWith(".forecast")))
                .isEmpty();
    }

    @Test
    void aProcessThatHelpsDoesRunsAndLeavesTheAnswer() throws IOException {
        CommandOutput output = study("steps=1", "--help-out");
        assertThat(output.done()).isEmpty();
        assertThat(output.err()).endsWith("2 of 2 runs are finished.\n");
        assertThat(folder.resolve("out/README.md")).doesNotExist();
        assertThat(study("steps=1").done()).startsWith("# Study: 2 of 2 runs");
    }

    @Test
    void whatIsNoStudyIsRefused() {
        CommandOutput.refused(
                2,
                "nowhere.yaml: no such study file.",
                "study",
                folder.resolve("nowhere.yaml").toString());
        CommandOutput.refused(
                2, "study.yaml: arms: unknown name 'task33'. Did you mean 'task3'?", command("arms=[task33]"));
        CommandOutput.refused(2, "unknown key 'stepz'", command("stepz=3"));
        CommandOutput.refused(2, "'steps': not key=value.", command("steps"));
        assertThat(folder.resolve("out")).doesNotExist();
    }

    private CommandOutput study(String... more) {
        return CommandOutput.by(command(more));
    }

    private String[] command(String... more) {
        List<String> command = new ArrayList<>(List.of("study", file.toString()));
        command.addAll(List.of(more));
        return command.toArray(String[]::new);
    }
}
