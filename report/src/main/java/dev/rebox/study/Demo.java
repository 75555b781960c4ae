package dev.rebox.study;

import dev.rebox.config.Config;
import dev.rebox.config.ConfigReader;
import dev.rebox.data.scenes.World;
import dev.rebox.error.ConfigException;
import dev.rebox.evaluate.Evaluation;
import dev.rebox.tensor.Precision;
import dev.rebox.tensor.Workers;
import dev.rebox.train.Progress;
import dev.rebox.train.Training;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The main job with no data at hand: draws scenes, pretrains a small backbone on their boxes, trains the baseline and the
 * method with equal settings, seed and data order, and evaluates both. With so few scenes the tasks serve the refinement
 * alone, as in {@code configs/small-300.yaml}.
 */
public final class Demo {
    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);

    private static final String BACKBONE = "mobilenet_v1";
    private static final double WIDTH = 0.5;

    private final Path out;
    private final Size size;
    private final List<String> settings;

    /** How much of everything; {@link #STANDARD} takes four to five minutes on two cores. */
    public record Size(int trainImages, int testImages, int pretrainSteps, int steps, long seed) {
        public static final Size STANDARD = new Size(300, 240, 300, 1500, 0);

        public Size withSteps(int other) {
            return new Size(trainImages, testImages, pretrainSteps, other, seed);
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

    /**
     * @param out a new or empty folder for scenes, weights and runs
     * @param settings {@code key=value}, for both trainings
     */
    public Demo(Path out, Size size, List<String> settings) {
        this.out = out;
        this.size = size;
        this.settings = List.copyOf(settings);
    }

    /**
     * Trains both side by side where there are two workers, else one after the other: the results are the same.
     *
     * @param progress of the run with this name, {@code baseline} or {@code method}
     * @throws ConfigException if the folder holds a demo already, or for a size that is none: before anything is drawn
     */
    public Result run(Function<String, Progress> progress) {
        if (Files.exists(out.resolve("baseline"))) {
            throw new ConfigException(out + ": holds a demo already. Give another --out, or delete it.");
        }
        GeneratedScenes scenes = new GeneratedScenes(
                size.trainImages, size.testImages, size.pretrainSteps, size.seed, World.ONLY_NEIGHBOURS);
        Config plain = config(scenes, "baseline", "auxiliary=[]", "refinement=false");
        Config full = config(scenes, "method");
        scenes.make(out, BACKBONE, WIDTH);
        LOG.info(
                "In this world an apple and a ball, a hive and a crate look the same: only what stands beside them tells which they are.");
        LOG.info(
                "Training the baseline, and the method: three tasks recycled from the same boxes, and the refinement ...");
        Progress ofBaseline = progress.apply("baseline");
        Progress ofMethod = progress.apply("method");
        List<Training.Result> runs =
                Workers.all(List.of(() -> Training.run(plain, ofBaseline), () -> Training.run(full, ofMethod)));
        return new Result(runs.get(0), runs.get(1));
    }

    private Config config(GeneratedScenes scenes, String name, String... more) {
        List<String> pairs = new ArrayList<>(List.of(
                "out=" + out.resolve(name),
                "data.shorterSide=240",
                "data.longerSide=480",
                "model.backbone=" + BACKBONE,
                "model.width=" + WIDTH,
                "model.anchorBase=96",
                "model.proposals=100",
                "model.classLossWeight=2",
                "model.detachAuxiliary=true",
                "train.optimizer=adamw",
                "train.learningRate=0.0005",
                "train.warmup=50",
                "train.decayAt=[0.75]",
                "train.regions=64",
                "train.steps=" + size.steps,
                "train.seed=" + size.seed,
                "train.precision=" + Precision.fastest()));
        pairs.addAll(settings);
        pairs.addAll(List.of(more));
        pairs.addAll(scenes.pairs(out, ConfigReader.read(pairs)));
        return ConfigReader.read(pairs);
    }
}
