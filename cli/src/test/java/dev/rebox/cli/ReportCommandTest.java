package dev.rebox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.report.MadeRun;
import dev.rebox.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
    @TempDir
    Path folder;

    @Test
    void thePageOfARunIsWrittenAnew() throws IOException {
        RunFolder run = MadeRun.finished(folder.resolve("run"), MadeRun.scenes(folder.resolve("scenes")), 3);
        Files.writeString(run.report(), "old");
        CommandOutput output = CommandOutput.by("report", run.path().toString());
        assertThat(output.done()).isEqualTo("Report: " + run.report() + System.lineSeparator());
        assertThat(output.err()).isEmpty();
        assertThat(Files.readString(run.report())).startsWith("<!DOCTYPE html>").contains("<h1>run</h1>");
    }

    @Test
    void aRunThatIsNotOverHasAPageToo() throws IOException {
        RunFolder run = MadeRun.begun(folder.resolve("run"), MadeRun.scenes(folder.resolve("scenes")));
        CommandOutput.by("report", run.path().toString()).done();
        assertThat(Files.readString(run.report())).contains("is not over: it has no detections on its test set yet");
    }

    @Test
    void whatIsNoRunIsRefused() throws IOException {
        CommandOutput.refused(
                3,
                "empty: not a run folder (it has no config.yaml).",
                "report",
                folder.resolve("empty").toString());
        RunFolder run = MadeRun.finished(folder.resolve("run"), MadeRun.scenes(folder.resolve("scenes")), 3);
        Files.writeString(run.metrics(), "{\"voc\": 3");
        CommandOutput.refused(
                3, "metrics.json: cannot be read: ", "report", run.path().toString());
        assertThat(run.report()).doesNotExist();
    }
}
