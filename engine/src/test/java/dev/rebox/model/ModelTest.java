package dev.rebox.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.TestSamples;
import dev.rebox.backbone.Classifier;
import dev.rebox.backbone.Conventions;
import dev.rebox.box.Detection;
import dev.rebox.config.Config;
import dev.rebox.config.ConfigReader;
import dev.rebox.config.Device;
import dev.rebox.data.LabelMap;
import dev.rebox.data.image.RgbImage;
import dev.rebox.error.ConfigException;
import dev.rebox.error.DataException;
import dev.rebox.tensor.Engine;
import dev.rebox.tensor.Parameters;
import dev.rebox.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelTest {
    private static final LabelMap LABELS = new LabelMap(List.of("dog", "cat"), List.of(7L, 90L));

    @TempDir
    Path folder;

    private final RgbImage image = TestSamples.of(96, 64, 2).image();

    @ParameterizedTest
    @ValueSource(strings = {"faster_rcnn", "rfcn"})
    void aSavedModelDetectsTheSame(String detector) {
        Path file = folder.resolve("model.safetensors");
        List<Detection> before;
        try (Model model = Model.create(config("detector=" + detector), LABELS)) {
            before = new Predictor(model).detect(image);
            model.save(file);
        }
        assertThat(before).isNotEmpty();
        try (Model model = Model.load(file, Device.CPU)) {
            assertThat(model.labels()).isEqualTo(LABELS);
            assertThat(model.config()).isEqualTo(config("detector=" + detector));
            assertThat(new Predictor(model).detect(image)).isEqualTo(before);
        }
    }

    @Test
    void theSeedMakesTheModel() {
        assertThat(detections("seed=1")).isEqualTo(detections("seed=1")).isNotEqualTo(detections("seed=2"));
    }

    @Test
    void aModelStartsAsItsBaselineDoes() {
        // What both have begins with the same numbers: they can be compared from the first step.
        try (Model method = Model.create(config(), LABELS);
                Model baseline = Model.create(config("auxiliary=[]", "refinement=false"), LABELS)) {
            baseline.detector().parameters().all().forEach(p -> assertThat(p.value()
                            .equal(method.detector().parameters().get(p.name()).value()))
                    .as(p.name())
                    .isTrue());
            assertThat(method.detector().tails()).hasSize(3);
            assertThat(baseline.detector().tails()).hasSize(1);
        }
    }

    @Test
    void theTrunkTakesTheWeightsOrStartsAtRandom() {
        Path file = folder.resolve("weights.safetensors");
        try (Parameters trained = new Parameters(Engine.device("cpu"), 9)) {
            new Classifier("mobilenet_v1", 0.25, Conventions.MOBILENET, 3, trained).save(file, Map.of());
        }
        String trunk = "auxiliary.closeness.trunk.blocks.4.1.conv_pw.weight";
        String weights = "model.weights=" + file;
        float[] random = values(trunk);
        assertThat(values(trunk, weights)).isNotEqualTo(random);
        assertThat(values(trunk, weights, "trunkStart=random")).isEqualTo(random);
        String stem = "backbone.conv_stem.weight";
        assertThat(values(stem, weights, "trunkStart=random"))
                .isEqualTo(values(stem, weights))
                .isNotEqualTo(values(stem));
    }

    private static float[] values(String parameter, String... settings) {
        try (Model model = Model.create(config(settings), LABELS);
                PointerScope scope = new PointerScope()) {
            return Tensors.toFloats(model.tensors().get(parameter));
        }
    }

    @Test
    void whatIsTrainedOfNormalisationIsTheConfigurations() {
        String shift = "backbone.bn1.bias";
        for (String trained : List.of("frozen", "shift", "scale_shift")) {
            try (Model model = Model.create(config("normalization=" + trained), LABELS)) {
                assertThat(model.detector().parameters().get(shift).trained()).isEqualTo(!trained.equals("frozen"));
            }
        }
    }

    @Test
    void aFileThatIsNoModelIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("text.safetensors"), "no tensors here");
        assertThatThrownBy(() -> Model.load(file, Device.CPU))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(file.toString());
        Path cut = folder.resolve("cut.safetensors");
        try (Model model = Model.create(config(), LABELS)) {
            model.save(cut);
        }
        byte[] bytes = Files.readAllBytes(cut);
        Files.write(cut, java.util.Arrays.copyOf(bytes, bytes.length - 100));
        assertThatThrownBy(() -> Model.load(cut, Device.CPU))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("cut");
        assertThatThrownBy(() -> Model.load(folder.resolve("none"), Device.CPU)).isInstanceOf(DataException.class);
    }

    @Test
    void anUnknownBackboneIsAnsweredWithTheNearest() {
        assertThatThrownBy(() -> Model.create(config("backbone=resnet51"), LABELS))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("Did you mean 'resnet");
    }

    private List<Detection> detections(String seed) {
        try (Model model = Model.create(config(seed), LABELS)) {
            return new Predictor(model).detect(image);
        }
    }

    private static Config config(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "shorterSide=64", "longerSide=96", "width=0.25", "anchorBase=32", "proposals=20", "device=cpu"));
        if (List.of(more).stream().anyMatch(m -> m.startsWith("backbone"))) {
            arguments.remove("width=0.25");
        }
        arguments.addAll(List.of(more));
        return ConfigReader.read(arguments);
    }
}
