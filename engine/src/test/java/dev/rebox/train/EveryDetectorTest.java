package dev.rebox.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.auxiliary.Tasks;
import dev.rebox.config.Config;
import dev.rebox.config.ConfigReader;
import dev.rebox.data.Dataset;
import dev.rebox.data.Datasets;
import dev.rebox.data.loader.Batch;
import dev.rebox.data.loader.Loader;
import dev.rebox.data.loader.LoaderOptions;
import dev.rebox.data.loader.Sample;
import dev.rebox.data.loader.WindowMode;
import dev.rebox.data.scenes.Scenes;
import dev.rebox.detector.Losses;
import dev.rebox.model.Calibration;
import dev.rebox.model.Model;
import dev.rebox.optim.Gradients;
import dev.rebox.optim.Optimizer;
import dev.rebox.optim.Sgd;
import dev.rebox.optim.WeightDecay;
import dev.rebox.tensor.Parameter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every detector on every family of backbones learns two generated scenes for some steps, with all that the method has. */
class EveryDetectorTest {
    @TempDir
    static Path folder;

    private static Dataset scenes;

    @BeforeAll
    static void write() {
        Scenes.write(folder, 2, 1, 3);
        scenes = Datasets.open(folder.resolve("train.json").toString());
    }

    @ParameterizedTest
    @CsvSource({
        "faster_rcnn, mobilenet_v1, 0.25, 4",
        "rfcn, mobilenet_v1, 0.25, 4",
        "faster_rcnn, resnet18, 1, 2",
        "rfcn, resnet18, 1, 2",
        "rfcn, inception_resnet_v2, 1, 1"
    })
    void theTotalLossFallsAndImagesAreDetected(String detector, String backbone, double width, int steps) {
        Config config = ConfigReader.read(List.of(
                "detector=" + detector,
                "backbone=" + backbone,
                "width=" + width,
                "auxiliary="
                        + (backbone.startsWith("inception") ? "[closeness]" : "[multi_object,closeness,foreground]"),
                "shorterSide=64",
                "longerSide=96",
                "anchorBase=32",
                "proposals=20",
                "cropSize=" + (backbone.startsWith("resnet") ? 3 : 7), // a ResNet's tail is the larger part of its work
                "model.windows=4",
                "regions=16",
                "batch=2",
                "device=cpu"));
        try (Model model = Model.create(config, scenes.labels())) {
            List<Sample> batch = batch(config);
            Calibration.run(model.detector(), List.of(batch, batch), config.train());
            List<Parameter> trained = model.detector().parameters().trained();
            Optimizer optimizer = new Sgd(trained, .5, new WeightDecay(0, 0));
            double first = step(model, batch, optimizer, trained);
            double last = first;
            for (int i = 0; i < steps; i++) {
                last = step(model, batch, optimizer, trained);
            }
            assertThat(last).isLessThan(first);
            assertThat(model.detector()
                            .detect(
                                    batch.stream().map(Sample::image).toList(),
                                    config.train().precision()))
                    .hasSize(2);
        }
    }

    /** One step on the same images, anchors and regions. @return the total before it */
    private static double step(Model model, List<Sample> batch, Optimizer optimizer, List<Parameter> trained) {
        try (PointerScope scope = new PointerScope()) {
            Losses losses =
                    model.detector().losses(batch, 16, model.config().train().precision(), new SplittableRandom(1));
            losses.total().backward();
            Map<String, Float> values = losses.values();
            assertThat(values)
                    .allSatisfy((name, value) -> assertThat(value).as(name).isFinite());
            assertThat(Gradients.clip(trained, 10).invalid()).isEmpty();
            optimizer.step(.01);
            Gradients.clear(trained);
            return values.values().stream().mapToDouble(v -> v).sum();
        }
    }

    private static List<Sample> batch(Config config) {
        LoaderOptions options = new LoaderOptions(
                config.data().resize(), true, 2, Tasks.labels(config.model()), WindowMode.FIXED, 1, 1, 0);
        try (Loader loader = new Loader(scenes, options, 0, 1)) {
            Batch batch = loader.next();
            return batch.samples();
        }
    }
}
