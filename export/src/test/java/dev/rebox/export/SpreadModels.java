package dev.rebox.export;

import dev.rebox.auxiliary.Tasks;
import dev.rebox.config.Config;
import dev.rebox.config.ConfigReader;
import dev.rebox.data.Dataset;
import dev.rebox.data.Datasets;
import dev.rebox.data.loader.Loader;
import dev.rebox.data.loader.LoaderOptions;
import dev.rebox.data.loader.Sample;
import dev.rebox.data.loader.WindowMode;
import dev.rebox.data.scenes.Scenes;
import dev.rebox.model.Calibration;
import dev.rebox.model.Model;
import dev.rebox.tensor.Parameter;
import dev.rebox.tensor.Tensors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;

/**
 * Networks as chance made them, calibrated, and with the weights of their last layers so large that scores differ by more than
 * rounding: else all are nearly equal, and which of them non-maximum suppression keeps is a matter of the last bit.
 */
public final class SpreadModels {
    private SpreadModels() {}

    /** @param folder in which the scenes that calibrate it are drawn */
    public static Model create(Path folder, String... settings) {
        List<String> all = new ArrayList<>(List.of(
                "shorterSide=96",
                "longerSide=160",
                "anchorBase=48",
                "proposals=30",
                "model.windows=4",
                "regions=16",
                "device=cpu",
                "seed=7"));
        all.addAll(List.of(settings));
        Config config = ConfigReader.read(all);
        Model model = Model.create(config, Scenes.labels());
        List<Sample> samples = samples(folder, config);
        Calibration.run(model.detector(), List.of(samples, samples), config.train());
        spread(model);
        return model;
    }

    private static List<Sample> samples(Path folder, Config config) {
        Scenes.write(folder, 2, 1, 3);
        Dataset scenes = Datasets.open(folder.resolve("train.json").toString());
        LoaderOptions options = new LoaderOptions(
                config.data().resize(), true, 2, Tasks.labels(config.model()), WindowMode.FIXED, 1, 1, 0);
        try (Loader loader = new Loader(scenes, options, 0, 1)) {
            return loader.next().samples();
        }
    }

    private static void spread(Model model) {
        multiply(model, "logits.weight", 30);
        multiply(model, "objectness.weight", 30);
        multiply(model, "offsets.weight", 3);
        multiply(model, "numbers.weight", 30);
        startBoxRefinement(model);
    }

    /** The refinement of boxes starts at zero: with these weights it changes something. */
    private static void startBoxRefinement(Model model) {
        Parameter weight = model.detector().parameters().get("refinement.boxes.fc.weight");
        if (weight == null) {
            return;
        }
        Random random = new Random(5);
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGraph = new NoGradGuard()) {
            long[] shape = weight.shape();
            float[] numbers = new float[(int) (shape[0] * shape[1])];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = (float) random.nextGaussian();
            }
            weight.set(Tensors.floats(numbers, weight.value().device(), shape));
        }
    }

    /** Changes the weights whose names end so. */
    public static void multiply(Model model, String ending, double factor) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGraph = new NoGradGuard()) {
            for (Parameter parameter : model.detector().parameters().all()) {
                if (parameter.name().endsWith(ending)) {
                    parameter.set(parameter.value().mul(new Scalar(factor)));
                }
            }
        }
    }
}
