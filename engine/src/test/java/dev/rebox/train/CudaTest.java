package dev.rebox.train;

import static dev.rebox.TestSamples.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rebox.TestSamples;
import dev.rebox.box.Detection;
import dev.rebox.config.Config;
import dev.rebox.config.ConfigReader;
import dev.rebox.config.Device;
import dev.rebox.data.LabelMap;
import dev.rebox.data.loader.Sample;
import dev.rebox.detector.Losses;
import dev.rebox.model.Calibration;
import dev.rebox.model.Model;
import dev.rebox.model.Predictor;
import dev.rebox.optim.AdamW;
import dev.rebox.optim.Gradients;
import dev.rebox.optim.Optimizer;
import dev.rebox.optim.WeightDecay;
import dev.rebox.tensor.Engine;
import dev.rebox.tensor.Parameter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A CUDA device does what the processor does. */
class CudaTest {
    private static final int K = 3;
    private static final int REGIONS = 16;

    private final List<Sample> batch = List.of(
            TestSamples.of(96, 64, K, object(4, 4, 40, 40, 1), object(50, 20, 90, 60, 2)),
            TestSamples.of(64, 96, K, object(10, 30, 60, 80, 3)));

    @BeforeAll
    static void isThere() {
        Engine.load();
        assumeTrue(torch.cuda_is_available(), "there is no CUDA device, or the engine was built without (mvn -Pgpu)");
    }

    private static Model model(String device, String detector, String backbone, String precision) {
        return Model.create(
                ConfigReader.read(List.of(
                        "device=" + device,
                        "detector=" + detector,
                        "backbone=" + backbone,
                        "precision=" + precision,
                        "anchorBase=48",
                        "proposals=32",
                        "cropSize=7",
                        "model.windows=4")),
                LabelMap.of(List.of("dog", "cat", "cow")));
    }

    /** Values of the losses, and norms of the gradients, at the beginning and after a step of the optimiser. */
    private Map<String, Double> course(Model model) {
        Config config = model.config();
        Calibration.run(model.detector(), List.of(batch), config.train());
        List<Parameter> trained = model.detector().parameters().trained();
        Optimizer optimizer = new AdamW(trained, new WeightDecay(.01, .01));
        Map<String, Double> seen = new LinkedHashMap<>();
        for (int step = 0; step < 2; step++) {
            try (PointerScope scope = new PointerScope()) {
                Losses losses =
                        model.detector().losses(batch, REGIONS, config.train().precision(), new SplittableRandom(1));
                losses.total().backward();
                for (Map.Entry<String, Float> loss : losses.values().entrySet()) {
                    seen.put(loss.getKey() + step, (double) loss.getValue());
                }
                seen.put("gradient" + step, Gradients.clip(trained, 10).norm());
                optimizer.step(1e-4);
            } finally {
                Gradients.clear(trained);
            }
        }
        return seen;
    }

    @ParameterizedTest
    @CsvSource({
        "faster_rcnn, mobilenet_v1, float32, .01",
        "rfcn, mobilenet_v1, float32, .01",
        "faster_rcnn, resnet18, float32, .01",
        "rfcn, resnet18, float32, .01",
        "faster_rcnn, mobilenet_v1, bfloat16, .1",
        "rfcn, resnet18, bfloat16, .1"
    })
    void lossesAndGradientsAreTheProcessors(String detector, String backbone, String precision, double share) {
        try (Model here = model("cpu", detector, backbone, precision);
                Model there = model("cuda", detector, backbone, precision)) {
            Map<String, Double> wanted = course(here);
            Map<String, Double> got = course(there);
            assertThat(got.keySet()).isEqualTo(wanted.keySet());
            wanted.forEach((name, value) -> {
                // After a step other proposals may be sampled: near is near enough.
                double off = (name.endsWith("0") ? share : .25) * Math.max(.1, value);
                assertThat(got.get(name)).as(name).isCloseTo(value, within(off));
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"faster_rcnn, mobilenet_v1", "rfcn, resnet18"})
    void aModelThatIsSavedThereFindsTheSameHere(String detector, String backbone, @TempDir Path folder) {
        Path file = folder.resolve("model.safetensors");
        try (Model there = model("cuda", detector, backbone, "float32")) {
            there.save(file);
            try (Model here = Model.load(file, Device.CPU)) {
                for (Parameter p : here.detector().parameters().all()) {
                    try (PointerScope scope = new PointerScope()) {
                        Tensor other =
                                there.detector().parameters().get(p.name()).value();
                        assertThat(torch.equal(p.value().cpu(), other.cpu()))
                                .as(p.name())
                                .isTrue();
                    }
                }
                List<Double> found = scores(here);
                List<Double> wanted = scores(there);
                assertThat(found).isNotEmpty().hasSameSizeAs(wanted);
                for (int i = 0; i < found.size(); i++) {
                    assertThat(found.get(i)).isCloseTo(wanted.get(i), within(.01));
                }
            }
        }
    }

    private List<Double> scores(Model model) {
        List<Double> scores = new ArrayList<>();
        for (Detection d : new Predictor(model).detect(batch.get(0).image())) {
            scores.add((double) d.score());
        }
        return scores;
    }
}
