package dev.rebox.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rebox.TestSamples;
import dev.rebox.box.Detection;
import dev.rebox.config.Config;
import dev.rebox.config.ConfigReader;
import dev.rebox.config.Device;
import dev.rebox.data.LabelMap;
import dev.rebox.data.image.RgbImage;
import dev.rebox.error.ConfigException;
import dev.rebox.evaluate.Evaluation;
import dev.rebox.model.Model;
import dev.rebox.model.Predictor;
import dev.rebox.run.StepReport;
import dev.rebox.tensor.Owned;
import dev.rebox.tensor.weights.WeightsFile;
import dev.rebox.tensor.weights.safetensors.Safetensors;
import dev.rebox.tensor.weights.stored.Weights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was loaded, used or trained leaves nothing behind in native memory. */
class MemoryOwnersTest {
    private static final LabelMap LABELS = LabelMap.of(List.of("dog", "cat"));

    @TempDir
    Path folder;

    private final RgbImage image = TestSamples.of(96, 64, 2).image();
    private final long before = Owned.live();

    @ParameterizedTest
    @ValueSource(strings = {"faster_rcnn", "rfcn"})
    void aModelThatIsClosedIsGone(String detector) {
        Path file = saved("detector=" + detector);
        detect(file);
        assertThat(Owned.live()).isEqualTo(before);
    }

    @Test
    void aModelThatCannotBeBuiltOrFilledIsGone() {
        assertThatThrownBy(() -> Model.create(config("backbone=resnet51"), LABELS))
                .isInstanceOf(ConfigException.class);
        Path empty = folder.resolve("empty.safetensors");
        try (Weights whole = WeightsFile.open(saved())) {
            Safetensors.write(empty, whole.metadata(), Map.of());
        }
        assertThatThrownBy(() -> Model.load(empty, Device.CPU))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("lacks");
        assertThat(Owned.live()).isEqualTo(before);
    }

    @Test
    void loadingAgainAndAgainTakesNoMoreMemory() {
        ProcessMemory memory = new ProcessMemory();
        assumeTrue(memory.resident() > 0, "Linux tells");
        Path file = saved("width=1", "auxiliary=[]", "refinement=false");
        for (int i = 0; i < 15; i++) {
            detect(file);
        }
        memory.giveBack();
        long warm = memory.resident();
        for (int i = 0; i < 30; i++) {
            detect(file);
        }
        memory.giveBack();
        long bytes = file.toFile().length();
        assertThat(memory.resident() - warm).as("of a model of " + bytes).isLessThan(6 * bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sgd", "adamw"})
    void aRunThatEndsIsGoneAndSoIsOneThatIsCut(String optimizer) {
        Path scenes = TrainingProcess.scenes(folder);
        String train = "data.train=" + scenes.resolve("train.json");
        Training.run(run(train, "optimizer=" + optimizer, "out=" + folder.resolve("whole")), Progress.NONE);
        assertThat(Owned.live()).isEqualTo(before);
        Config cut = run(train, "optimizer=" + optimizer, "out=" + folder.resolve("cut"));
        assertThatThrownBy(() -> Training.run(cut, new Cut())).hasMessage("cut");
        assertThat(Owned.live()).isEqualTo(before);
    }

    private static final class Cut implements Progress {
        @Override
        public void started(long step, long steps) {}

        @Override
        public void step(StepReport report) {
            throw new IllegalStateException("cut");
        }

        @Override
        public void evaluated(long step, String set, Evaluation evaluation) {}
    }

    private Path saved(String... more) {
        Path file = folder.resolve("model.safetensors");
        try (Model model = Model.create(config(more), LABELS)) {
            model.save(file);
        }
        return file;
    }

    private List<Detection> detect(Path file) {
        try (Model model = Model.load(file, Device.CPU)) {
            return new Predictor(model).detect(image);
        }
    }

    private static Config config(String... more) {
        List<String> settings = new ArrayList<>(TrainingProcess.TINY);
        settings.addAll(List.of(more));
        return ConfigReader.read(settings);
    }

    private static Config run(String... more) {
        List<String> settings = new ArrayList<>(List.of(more));
        settings.add("steps=2");
        return config(settings.toArray(String[]::new));
    }
}
