package dev.rebox.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.TestLanguage;
import dev.rebox.TestModels;
import dev.rebox.config.Config;
import dev.rebox.config.Device;
import dev.rebox.data.Dataset;
import dev.rebox.error.DataException;
import dev.rebox.evaluate.Evaluation;
import dev.rebox.evaluate.voc.VocMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documents of a run folder, and which model is the one to use. */
class RunFilesTest {
    @TempDir
    Path folder;

    @Test
    void theBestModelGoesBeforeTheLast() throws IOException {
        RunFolder run = new RunFolder(folder);
        assertThatThrownBy(run::trainedModel)
                .isInstanceOf(DataException.class)
                .hasMessage(folder + ": has no model yet. Let the training end ('rebox train ... resume=true').");
        Files.writeString(run.model(), "");
        assertThat(run.trainedModel()).isEqualTo(folder.resolve("model.safetensors"));
        Files.writeString(run.bestModel(), "");
        assertThat(run.trainedModel()).isEqualTo(folder.resolve("best.safetensors"));
    }

    @Test
    void aFolderWithoutAConfigurationIsNoRun() throws IOException {
        assertThatThrownBy(() -> RunFolder.open(folder))
                .isInstanceOf(DataException.class)
                .hasMessage(folder + ": not a run folder (it has no config.yaml).");
        assertThatThrownBy(() -> RunFolder.loadModel(folder, Device.CPU)).hasMessageContaining("not a run folder");
        Files.writeString(folder.resolve("config.yaml"), "");
        assertThat(RunFolder.open(folder)).isEqualTo(new RunFolder(folder));
    }

    @Test
    void aModelIsLoadedFromItsRunOrItsFile() throws IOException {
        RunFolder run = new RunFolder(folder);
        Files.writeString(run.config(), "");
        try (var model = TestModels.create()) {
            model.save(run.model());
        }
        for (Path place : List.of(folder, run.model())) {
            try (var model = RunFolder.loadModel(place, Device.CPU)) {
                assertThat(model.labels()).isEqualTo(TestModels.LABELS);
            }
        }
    }

    @Test
    void metricsComeBack() {
        VocMetrics voc = new VocMetrics(.5, .25, Map.of("cat", new VocMetrics.ClassFigures(.5, .25)));
        TestMetrics metrics = TestMetrics.of("photos:test", 800, new Evaluation(null, voc, null, null, null));
        Path file = new RunFolder(folder).metrics();
        RunFolder.writeJson(file, metrics);
        assertThat(RunFolder.readJson(file, TestMetrics.class)).isEqualTo(metrics);
        assertThat(file).content().doesNotContain("coco").endsWith("}\n");
        assertThat(metrics.evaluation().voc()).isEqualTo(voc);
    }

    @Test
    void aDamagedDocumentIsNamedInOneLine() throws IOException {
        Path file = Files.writeString(folder.resolve("metrics.json"), "{\"test\":\n[");
        assertThatThrownBy(() -> RunFolder.readJson(file, TestMetrics.class))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(file + ": cannot be read: ")
                .hasMessageNotContaining("\n");
    }

    @Test
    void theEnvironmentTellsWhatTheRunWasGiven() {
        Config config = TestModels.config("seed=42");
        Dataset data = new Dataset("d", Dataset.Format.COCO, TestModels.LABELS, List.of());
        Environment environment = Environment.now(config, data);
        assertThat(environment.seed()).isEqualTo(42);
        assertThat(environment.device()).isEqualTo("cpu");
        assertThat(environment.dataHash()).isEqualTo(DataHash.of(data));
        RunFolder run = new RunFolder(folder);
        RunFolder.writeJson(run.environment(), environment);
        assertThat(RunFolder.readJson(run.environment(), Environment.class)).isEqualTo(environment);
    }

    @Test
    void aNewEventFileTakesThePlaceOfTheOldOne() throws Throwable {
        RunFolder run = new RunFolder(folder);
        Files.writeString(folder.resolve("events.out.tfevents.0000000007.rebox"), "old");
        Files.writeString(folder.resolve("events.out.tfevents.7.other"), "of another program");
        TestLanguage.in(TestLanguage.EGYPTIAN, () -> EventFile.begin(run, List.of()));
        String[] files = folder.toFile().list();
        assertThat(files).hasSize(2).contains("events.out.tfevents.7.other");
        assertThat(files)
                .filteredOn(name -> name.endsWith(".rebox"))
                .allMatch(name -> name.matches("events\\.out\\.tfevents\\.[0-9]{10}\\.rebox"));
    }
}
