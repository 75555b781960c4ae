package dev.rebox.report.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.config.Config;
import dev.rebox.config.ConfigReader;
import dev.rebox.error.DataException;
import dev.rebox.evaluate.auxiliary.AuxiliaryFigure;
import dev.rebox.report.MadeRun;
import dev.rebox.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestResultsTest {
    @TempDir
    Path folder;

    @Test
    void aFinishedRunHasItsDetectionsAndTheFiguresOfItsTasks() throws IOException {
        RunFolder run = MadeRun.finished(folder.resolve("run"), MadeRun.scenes(folder.resolve("scenes")), 2);
        TestResults results = TestResults.read(run, ConfigReader.read(run.config()));
        assertThat(results.truth().examples()).hasSize(6);
        assertThat(results.detections()).hasSize(6);
        assertThat(results.auxiliary())
                .isEqualTo(Map.of(
                        AuxiliaryFigure.named("multiObjectMAP"), .625, AuxiliaryFigure.named("foregroundIoU"), .25));
    }

    @Test
    void whyThereAreNoneIsSaid() throws IOException {
        RunFolder run = MadeRun.begun(folder.resolve("run"), MadeRun.scenes(folder.resolve("scenes")));
        assertThatThrownBy(() -> TestResults.read(run, ConfigReader.read(run.config())))
                .isInstanceOf(DataException.class)
                .hasMessage(run.path() + ": is not over: it has no detections on its test set yet");
        Config untested = ConfigReader.read(List.of("out=x", "data.train=a"));
        assertThatThrownBy(() -> TestResults.read(run, untested))
                .isInstanceOf(DataException.class)
                .hasMessage(run.path() + ": was trained without a test set (data.test)");
    }

    @Test
    void detectionsWithoutTheirModelAreNoResult() throws IOException {
        RunFolder run = MadeRun.finished(folder.resolve("run"), MadeRun.scenes(folder.resolve("scenes")), 2);
        Files.delete(run.model());
        assertThatThrownBy(() -> TestResults.read(run, ConfigReader.read(run.config())))
                .hasMessageContaining("is not over");
    }
}
