package dev.rebox;

import dev.rebox.config.Config;
import dev.rebox.config.ConfigReader;
import dev.rebox.config.Device;
import dev.rebox.config.ModelConfig.DetectorKind;
import dev.rebox.config.TrainConfig.OptimizerKind;
import dev.rebox.tensor.Precision;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What to train, on what, and how, in Java's types; what is not said has the default that {@code defaults.yaml} gives.
 *
 * <pre>{@code
 * TrainingPlan plan = TrainingPlan.of("photos:train").test("photos:test").out(Path.of("runs/first")).steps(800);
 * Training.Result result = Rebox.train(plan);
 * }</pre>
 *
 * A plan is a value: each method returns another plan.
 */
public final class TrainingPlan {
    private final Map<String, Object> settings;

    private TrainingPlan(Map<String, Object> settings) {
        this.settings = settings;
    }

    /** Trains on this data set: {@code PATH[:SPLIT][:PERCENT%]}, several joined by {@code +}. */
    public static TrainingPlan of(String dataset) {
        return new TrainingPlan(Map.of("data.train", dataset));
    }

    /** Measures on this data set at the end. */
    public TrainingPlan test(String dataset) {
        return with("data.test", dataset);
    }

    /** Chooses the best model by this data set, which must not be the test set. */
    public TrainingPlan validation(String dataset) {
        return with("data.validation", dataset);
    }

    /** The run folder, which training makes. */
    public TrainingPlan out(Path folder) {
        return with("out", folder.toString());
    }

    /** Whether to go on from the run folder's last checkpoint. */
    public TrainingPlan resume(boolean on) {
        return with("resume", on);
    }

    /** Faster R-CNN or R-FCN. */
    public TrainingPlan detector(DetectorKind kind) {
        return with("model.detector", kind);
    }

    /** The backbone: {@code mobilenet_v1}, {@code resnet50}, ... */
    public TrainingPlan backbone(String name) {
        return with("model.backbone", name);
    }

    /** MobileNet's width multiplier: 1, 0.75, 0.5 or 0.25. */
    public TrainingPlan width(double multiplier) {
        return with("model.width", multiplier);
    }

    /** The backbone's weights to start from. */
    public TrainingPlan weights(Path file) {
        return with("model.weights", file.toString());
    }

    /** The auxiliary tasks; none for the plain detector. */
    public TrainingPlan auxiliary(List<String> tasks) {
        return with("model.auxiliary", List.copyOf(tasks));
    }

    /** Whether the auxiliary tasks refine the detections. */
    public TrainingPlan refinement(boolean on) {
        return with("model.refinement", on);
    }

    /** Pixels to which an image's sides are resized: the shorter one to the first, unless the longer one would exceed the second. */
    public TrainingPlan imageSize(int shorterSide, int longerSide) {
        return with("data.shorterSide", shorterSide).with("data.longerSide", longerSide);
    }

    /** The anchors' base in pixels of the resized image: 256 suits a shorter side of 600, 128 one of 300. */
    public TrainingPlan anchorBase(double pixels) {
        return with("model.anchorBase", pixels);
    }

    /** Training steps. */
    public TrainingPlan steps(int count) {
        return with("train.steps", count);
    }

    /** Ends after this time, and chooses what is not said from the data, the start and the speed of the machine. */
    public TrainingPlan budget(Duration time) {
        return with("train.budget", time.toMillis() / 1e3 + "s");
    }

    /** Images a step. */
    public TrainingPlan batch(int images) {
        return with("train.batch", images);
    }

    /** Regions sampled an image. */
    public TrainingPlan regions(int count) {
        return with("train.regions", count);
    }

    /** The optimiser and its learning rate. */
    public TrainingPlan optimizer(OptimizerKind kind, double learningRate) {
        return with("train.optimizer", kind).with("train.learningRate", learningRate);
    }

    /** The type in which images run through the convolutions. */
    public TrainingPlan precision(Precision precision) {
        return with("train.precision", precision);
    }

    /** Where the network runs. */
    public TrainingPlan device(Device device) {
        return with("train.device", device.key());
    }

    /** The seed of everything that is random. */
    public TrainingPlan seed(long seed) {
        return with("train.seed", seed);
    }

    /**
     * Any other setting, by its dotted name in {@code defaults.yaml}.
     *
     * @param value of the key's type: a number, a boolean, a text, an enum constant, or a list of them
     */
    public TrainingPlan with(String key, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(settings);
        more.put(key, value);
        return new TrainingPlan(more);
    }

    /** The resolved configuration. @throws ConfigException for an unknown key or a wrong value */
    public Config config() {
        return ConfigReader.of(settings);
    }
}
