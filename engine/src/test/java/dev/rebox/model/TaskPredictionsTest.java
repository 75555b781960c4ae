package dev.rebox.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.TestModels;
import dev.rebox.auxiliary.Predictions;
import dev.rebox.config.Device;
import dev.rebox.error.ConfigException;
import dev.rebox.error.DataException;
import dev.rebox.evaluate.auxiliary.AuxiliaryFigure;
import dev.rebox.tensor.Engine;
import dev.rebox.tensor.Tensors;
import dev.rebox.tensor.weights.safetensors.Safetensors;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskPredictionsTest {
    @TempDir
    Path folder;

    @Test
    void answersOfAllImagesAreScoredTogether() {
        TaskPredictions answers = new TaskPredictions();
        answers.add(Map.of("closeness", answer(new float[] {0, 1, 0}, new float[] {0, 1, 0})));
        answers.add(Map.of("closeness", answer(new float[] {0, 1, 0}, new float[] {0, 0, 1})));
        answers.add(Map.of("foreground", answer(new float[] {.9f, .9f}, new float[] {1, 0})));
        assertThat(answers.scores())
                .containsEntry(AuxiliaryFigure.named("closenessTop1"), .5)
                .containsEntry(AuxiliaryFigure.named("foregroundAccuracy"), .5)
                .containsEntry(AuxiliaryFigure.named("foregroundIoU"), .5)
                .hasSize(3);
    }

    private static Predictions answer(float[] predicted, float[] labels) {
        return new Predictions(new float[][] {predicted}, new float[][] {labels});
    }

    @Test
    void aTaskThatWasNotAskedHasNoScore() {
        TaskPredictions answers = new TaskPredictions();
        answers.add(Map.of());
        assertThat(answers.scores()).isEmpty();
    }

    @Test
    void aModelFileKeepsTheClassesAndItsIds() {
        Path file = folder.resolve("model.safetensors");
        try (Model model = TestModels.create()) {
            model.save(file);
        }
        assertThat(Model.labels(file)).isEqualTo(TestModels.LABELS);
    }

    @Test
    void weightsThatAreNoModelAreNamed() {
        Path file = write(Map.of("architecture", "resnet18"));
        assertThatThrownBy(() -> Model.load(file, Device.CPU))
                .isInstanceOf(DataException.class)
                .hasMessage(file + ": not a model of Rebox (its metadata lacks 'rebox.config'). Give a run folder or a"
                        + " model.safetensors that training wrote.");
    }

    @Test
    void damagedClassesAreNamed() {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("rebox.classes", "[\"dog\"");
        Path cut = write(metadata);
        assertThatThrownBy(() -> Model.labels(cut))
                .isInstanceOf(DataException.class)
                .hasMessage(cut + ": its metadata 'rebox.classes' is damaged.");
        metadata.put("rebox.classes", "[\"dog\"]");
        Path lacking = write(metadata);
        assertThatThrownBy(() -> Model.labels(lacking))
                .hasMessage(lacking + ": its metadata 'rebox.classIds' is damaged.");
    }

    @Test
    void weightsOfAnotherNetworkAreRefused() {
        Path file = write(Map.of("architecture", "resnet18"));
        assertThatThrownBy(() -> TestModels.create("model.weights=" + file))
                .isInstanceOf(ConfigException.class)
                .hasMessage(file + ": these weights are for architecture resnet18, the model has architecture"
                        + " mobilenet_v1");
        Path wide = write(Map.of("architecture", "mobilenet_v1", "width", "1.0"));
        assertThatThrownBy(() -> TestModels.create("model.weights=" + wide))
                .hasMessage(wide + ": these weights are for width 1.0, the model has width 0.25");
        Path odd = write(Map.of("width", "narrow"));
        assertThatThrownBy(() -> TestModels.create("model.weights=" + odd))
                .hasMessage(odd + ": its metadata says width = 'narrow', which is not a number");
    }

    private Path write(Map<String, String> metadata) {
        Path file = folder.resolve("other.safetensors");
        Tensor one = Tensors.floats(new float[] {1}, Engine.device("cpu"), 1);
        Safetensors.write(file, metadata, Map.of("w", one));
        return file;
    }
}
