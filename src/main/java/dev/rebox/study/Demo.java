package dev.rebox.study;

import dev.rebox.data.Datasets;
import dev.rebox.data.scenes.Scenes;
import dev.rebox.error.ConfigException;
import dev.rebox.evaluate.Evaluation;
import dev.rebox.tensor.Precision;
import dev.rebox.train.Config;
import dev.rebox.train.ConfigReader;
import dev.rebox.train.Progress;
import dev.rebox.train.Training;
import dev.rebox.train.pretrain.PretrainConfig;
import dev.rebox.train.pretrain.Pretraining;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The main job with no data at hand: draws scenes, pretrains a small backbone on their boxes, trains the baseline and the
 * method with equal settings, seed and data order, and evaluates both.
 */
public final class Demo {
    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);

    private final Path out;
    private final Size size;

    /** How much of everything; {@link #STANDARD} takes minutes on two cores. */
    public record Size(int trainPictures, int testPictures, int pretrainSteps, int steps, long seed) {
        public static final Size STANDARD = new Size(300, 80, 300, 1200, 0);

        public Size withSteps(int other) {
            return new Size(trainPictures, testPictures, pretrainSteps, other, seed);
        }
    }

    /** Two runs and their figures on the same test set. */
    public record Result(Training.Result baseline, Training.Result method) {
        public Evaluation baselineMetrics() {
            return baseline.metrics().orElseThrow();
        }

        public Evaluation methodMetrics() {
            return method.metrics().orElseThrow();
        }
    }

    /** @param out a new or empty folder for scenes, weights and runs */
    public Demo(Path out, Size size) {
        this.out = out;
        this.size = size;
    }

    /** @throws ConfigException if the folder holds a demo already */
    public Result run(Progress progress) {
        if (Files.exists(out.resolve("scenes"))) {
            throw new ConfigException(out + ": holds a demo already. Give another --out, or delete it.");
        }
        Path scenes = out.resolve("scenes");
        LOG.info("Drawing {} scenes into {} ...", size.trainPictures + size.testPictures, scenes);
        Scenes.write(scenes, size.trainPictures, size.testPictures, size.seed);
        Path weights = out.resolve("backbone.safetensors");
        pretrain(scenes, weights);
        LOG.info("Training the baseline ...");
        Training.Result baseline =
                Training.run(config(scenes, weights, "baseline", "auxiliary=[]", "refinement=false"), progress);
        LOG.info("Training the method: three tasks recycled from the same boxes, and the refinement ...");
        Training.Result method = Training.run(config(scenes, weights, "method"), progress);
        return new Result(baseline, method);
    }

    private void pretrain(Path scenes, Path weights) {
        LOG.info("Pretraining the backbone on crops of the boxes ({} steps) ...", size.pretrainSteps);
        PretrainConfig config =
                PretrainConfig.standard("mobilenet_v1", 0.5).with(size.pretrainSteps, size.seed, Precision.fastest());
        double accuracy = Pretraining.run(
                Datasets.open(scenes.resolve("train.json").toString()), config, weights, (step, steps, loss, right) -> {
                    if (step % 50 == 0) {
                        LOG.info(
                                "  step {} of {}: {}% of the crops classified rightly",
                                step, steps, Math.round(100 * right));
                    }
                });
        LOG.info("The backbone classifies {}% of the crops rightly.", Math.round(100 * accuracy));
    }

    private Config config(Path scenes, Path weights, String name, String... more) {
        List<String> pairs = new ArrayList<>(List.of(
                "out=" + out.resolve(name),
                "data.train=" + scenes.resolve("train.json"),
                "data.test=" + scenes.resolve("test.json"),
                "data.shorterSide=240",
                "data.longerSide=480",
                "model.backbone=mobilenet_v1",
                "model.width=0.5",
                "model.weights=" + weights,
                "model.anchorBase=96",
                "model.proposals=100",
                "train.optimizer=adamw",
                "train.learningRate=0.0005",
                "train.warmup=50",
                "train.decayAt=[0.75]",
                "train.regions=64",
                "train.steps=" + size.steps,
                "train.seed=" + size.seed,
                "train.precision=" + Precision.fastest()));
        pairs.addAll(List.of(more));
        return ConfigReader.read(pairs);
    }
}
