package dev.rebox.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.evaluate.threshold.ChosenThresholds;
import dev.rebox.evaluate.threshold.ChosenThresholds.ClassThreshold;
import dev.rebox.evaluate.threshold.ChosenThresholds.Curve;
import dev.rebox.evaluate.threshold.ModelMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose models are nine digits, and another nine after it went on. */
class KeptThresholdsTest {
    private static final double[] NONE = {};

    @TempDir
    Path folder;

    private RunFolder run;

    @BeforeEach
    void aRun() throws IOException {
        run = new RunFolder(folder);
        Files.writeString(run.model(), "123456789");
    }

    private void choose(@Nullable ModelMark model) {
        ClassThreshold cat = new ClassThreshold(.3, .3, .3, .5, .5, 30, new Curve(NONE, NONE, NONE));
        RunFolder.writeJson(
                run.thresholds(), new ChosenThresholds("cats", "best F1", 9, Map.of("cat", cat), null, model));
    }

    /** The check value of CRC-32C is E3069283. */
    @Test
    void aMarkIsNameLengthAndChecksum() {
        assertThat(ModelMark.of(run.model())).isEqualTo(new ModelMark("model.safetensors", 9, "e3069283"));
    }

    @Test
    void thoseOfTheModelAreUsedInACopyOfTheFolderToo() throws IOException {
        choose(new ModelMark("model.safetensors", 9, "e3069283"));
        assertThat(KeptThresholds.of(run).warning()).isEmpty();
        assertThat(run.chosenThresholds()).containsExactly(Map.entry("cat", .3));
        Path copy = Files.createDirectory(folder.resolve("copy"));
        Files.copy(run.model(), copy.resolve("model.safetensors"));
        Files.copy(run.thresholds(), copy.resolve("thresholds.json"));
        assertThat(new RunFolder(copy).chosenThresholds()).containsExactly(Map.entry("cat", .3));
    }

    @Test
    void thoseOfAnotherModelAreLeftOutWithAWord() throws IOException {
        choose(ModelMark.of(run.model()));
        Files.writeString(run.model(), "123456780");
        assertThat(run.chosenThresholds()).isEmpty();
        assertThat(KeptThresholds.of(run).warning())
                .hasValue(
                        run.thresholds() + ": these thresholds were chosen for another model than model.safetensors is"
                                + " now; they are not used. 'rebox thresholds' chooses new ones.");
        choose(ModelMark.of(run.model()));
        assertThat(run.chosenThresholds()).hasSize(1);
        Files.writeString(run.bestModel(), "123456780"); // the model to use is the best from now on
        assertThat(run.chosenThresholds()).isEmpty();
    }

    @Test
    void filesThatDoNotSayAreAcceptedWithAWord() {
        choose(null);
        assertThat(run.chosenThresholds()).hasSize(1);
        assertThat(KeptThresholds.of(run).warning())
                .hasValueSatisfying(line -> assertThat(line).contains("does not say for which model"));
    }

    @Test
    void withoutAFileThereIsNothingToSay() throws IOException {
        Files.delete(run.model());
        assertThat(KeptThresholds.of(run).warning()).isEmpty();
        assertThat(run.chosenThresholds()).isEmpty();
    }
}
