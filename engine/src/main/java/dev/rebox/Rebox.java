package dev.rebox;

import dev.rebox.auxiliary.Tasks;
import dev.rebox.backbone.WeightsConversion;
import dev.rebox.box.Detection;
import dev.rebox.config.Config;
import dev.rebox.config.ConfigReader;
import dev.rebox.config.DataConfig;
import dev.rebox.config.Device;
import dev.rebox.config.ModelConfig;
import dev.rebox.data.Dataset;
import dev.rebox.data.Datasets;
import dev.rebox.data.Example;
import dev.rebox.data.LabelMap;
import dev.rebox.data.OpenOptions;
import dev.rebox.data.check.AnchorReach;
import dev.rebox.data.check.Check;
import dev.rebox.data.convert.Conversion;
import dev.rebox.data.image.ImageDecoder;
import dev.rebox.data.image.RgbImage;
import dev.rebox.data.loader.CoveredCells;
import dev.rebox.data.loader.LabelMaker;
import dev.rebox.data.loader.LoadedImage;
import dev.rebox.data.loader.LoaderOptions;
import dev.rebox.data.loader.NeighbourLabels;
import dev.rebox.data.loader.Sample;
import dev.rebox.data.loader.SampleMaker;
import dev.rebox.data.loader.SeenImage;
import dev.rebox.data.loader.WindowLabels;
import dev.rebox.detector.ExplainedDetection;
import dev.rebox.error.ConfigException;
import dev.rebox.error.DataException;
import dev.rebox.evaluate.Evaluation;
import dev.rebox.model.DetectorConversion;
import dev.rebox.model.Model;
import dev.rebox.model.Predictor;
import dev.rebox.pretrain.PretrainConfig;
import dev.rebox.pretrain.Pretraining;
import dev.rebox.recycle.RecycledLabels;
import dev.rebox.recycle.ShownLabels;
import dev.rebox.recycle.WindowSampler;
import dev.rebox.run.RunFolder;
import dev.rebox.tensor.Engine;
import dev.rebox.tensor.Workers;
import dev.rebox.train.Progress;
import dev.rebox.train.Training;
import dev.rebox.train.TrainingView;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * What Rebox does, as the command line does it:
 *
 * <pre>{@code
 * Dataset photos = Rebox.open("photos:train");
 * Rebox.check("photos:train").problems().forEach(System.out::println);
 *
 * TrainingPlan plan = TrainingPlan.of("photos:train").test("photos:test").out(Path.of("runs/first"));
 * Training.Result result = Rebox.train(plan);
 *
 * try (Rebox detector = Rebox.load(Path.of("runs/first"))) {
 *     for (Detection d : detector.detect(Path.of("street.jpg"))) {
 *         System.out.println(detector.className(d) + " " + d.score() + " " + d.box());
 *     }
 * }
 * }</pre>
 *
 * Whatever a user can mend is thrown as a {@link dev.rebox.error.ReboxException} whose message says what, where, and what to
 * do. A loaded detector may be used from several threads at once, with the same results as from one; it is closed when none
 * uses it any more.
 */
public final class Rebox implements ObjectDetector {
    private final Model model;
    private final Predictor predictor;
    private final Map<String, Double> thresholds;

    private Rebox(Model model, Map<String, Double> thresholds) {
        this.model = model;
        this.thresholds = thresholds;
        predictor = new Predictor(model);
    }

    /** Reads a data set: {@code PATH[:SPLIT][:PERCENT%]}, several joined by {@code +}; VOC, COCO or YOLO. */
    public static Dataset open(String dataset) {
        return open(dataset, OpenOptions.NONE);
    }

    /**
     * Reads a data set.
     *
     * @param options its format, where looking is not wanted, and the folder of a COCO file's images
     * @throws dev.rebox.error.DataException naming what cannot be read, with its file and line
     */
    public static Dataset open(String dataset, OpenOptions options) {
        return Datasets.open(dataset, options);
    }

    /** Looks through a data set: what is in it, and what is wrong with it. */
    public static Check.Report check(String dataset) {
        return check(dataset, OpenOptions.NONE);
    }

    /** Looks through a data set. @throws dev.rebox.error.DataException if it cannot be read at all */
    public static Check.Report check(String dataset, OpenOptions options) {
        return check(dataset, options, AnchorReach.STANDARD);
    }

    /**
     * Looks through a data set.
     *
     * @param reach the sizes and anchors of the training that is meant, see {@link ModelConfig#anchors} and
     *     {@link DataConfig#resize}
     */
    public static Check.Report check(String dataset, OpenOptions options, AnchorReach reach) {
        return Check.full(dataset, options, reach);
    }

    /**
     * Writes a data set in another format.
     *
     * @param format {@code voc}, {@code coco} or {@code yolo}
     * @param out a new or empty folder
     * @throws dev.rebox.error.ConfigException for an unknown format, or a folder that holds something
     * @throws DataException if the data set cannot be read
     */
    public static Conversion.Result convert(String dataset, OpenOptions options, String format, Path out) {
        return Conversion.convert(dataset, options, format, out);
    }

    /** The labels that training recycles from the boxes of one image, with {@code windows} seeded random windows. */
    public static RecycledLabels labels(Dataset dataset, Example example, int windows, long seed) {
        return RecycledLabels.of(
                example.width(),
                example.height(),
                example.recyclableBoxes(),
                example.recyclableShapes(example.width(), example.height()),
                dataset.labels().size(),
                WindowSampler.sample(
                        example.width(),
                        example.height(),
                        example.recyclableBoxes(),
                        windows,
                        WindowSampler.seed(seed, example.id())));
    }

    /**
     * An image as training sees it in an epoch: resized, augmented, perhaps flipped, with the labels of the paper's three tasks,
     * see {@link dev.rebox.data.loader.SeenLabels}.
     *
     * @param config of the training
     * @param windows random windows of the multi-object task
     * @param epoch from 0
     * @throws DataException if the image, or another that is shown beside it, cannot be read
     */
    public static Sample seen(Dataset dataset, Example example, Config config, int windows, long epoch) {
        List<LabelMaker> makers = new ArrayList<>(Tasks.labels(config.model()));
        makers.addAll(List.of(image -> WindowLabels.of(image, windows), NeighbourLabels::of, CoveredCells::of));
        LoaderOptions options = TrainingView.options(config, 0).withLabels(makers);
        return new SampleMaker(dataset.labels().size(), options, dataset.examples()).make(example, epoch);
    }

    /**
     * The labels of those of a network's tasks that show them, of an image as it is.
     *
     * @param network names the tasks
     * @param seed of what they draw
     * @throws DataException if the image cannot be read
     * @throws ConfigException for an unknown task
     */
    public static List<ShownLabels> taskLabels(Dataset dataset, Example example, ModelConfig network, long seed) {
        RgbImage image = ImageDecoder.read(example);
        LoadedImage loaded = new LoadedImage(example, image.width(), image.height(), image);
        SeenImage seen = new SeenImage(loaded, dataset.labels().size(), false, WindowSampler.seed(seed, example.id()));
        return Tasks.labels(network).stream()
                .flatMap(maker -> maker.of(seen).shown().stream())
                .toList();
    }

    /**
     * Turns weights of elsewhere into a file that {@code model.weights} takes: a detector of TensorFlow 1's zoo or of Detectron2
     * into a whole model, a backbone's weights into a backbone's.
     *
     * @param backbone whose conventions are written for a backbone that does not tell them
     * @throws DataException if the source is damaged
     * @throws ConfigException if nothing in it is known
     */
    public static WeightsConversion.Summary convertWeights(Path source, Path target, Optional<String> backbone) {
        return DetectorConversion.convert(source, target)
                .orElseGet(() -> WeightsConversion.convert(source, target, backbone));
    }

    /**
     * Pretrains a backbone: it learns to classify the boxes' crops and crops of the background.
     *
     * @param out the weights file to write, for {@code model.weights} of a training
     * @param listener is told of every step
     * @return the share of the last crops that were classified rightly, 0 to 1
     * @throws dev.rebox.error.DataException if no box of the data set is usable
     */
    public static double pretrain(Dataset dataset, PretrainConfig config, Path out, Pretraining.Listener listener) {
        return Pretraining.run(dataset, config, out, listener);
    }

    /**
     * How many threads of the processor work side by side, in this process, from now on: on images, or on the regions of one.
     * Results do not depend on it. Without a call there are as many as processors that other programs leave idle.
     *
     * @throws dev.rebox.error.ConfigException for fewer than one
     */
    public static void threads(int count) {
        if (count < 1) {
            throw new ConfigException("threads: " + count + " is less than 1");
        }
        Engine.workers(count);
    }

    /** How many there are. */
    public static int threads() {
        return Workers.count();
    }

    /** Trains into a run folder. @param settings {@code key=value} pairs and YAML files, as for {@code rebox train} */
    public static Training.Result train(String... settings) {
        return train(ConfigReader.read(List.of(settings)), Progress.NONE);
    }

    /** Trains into a run folder. @throws dev.rebox.error.ReboxException for whatever a user can mend */
    public static Training.Result train(TrainingPlan plan) {
        return train(plan, Progress.NONE);
    }

    /**
     * Trains into a run folder and tells how it goes.
     *
     * @param progress is told of every step and asked after each whether to stop: then training writes a checkpoint and throws
     *     {@link dev.rebox.train.StoppedException}
     */
    public static Training.Result train(TrainingPlan plan, Progress progress) {
        return train(plan.config(), progress);
    }

    /** Trains into a run folder and tells how it goes. */
    public static Training.Result train(Config config, Progress progress) {
        return Training.run(config, progress);
    }

    /** Loads the detector of a run folder (the best on validation data if there is one), or of a model file. */
    public static Rebox load(Path runOrFile) {
        return load(runOrFile, Device.AUTO);
    }

    /**
     * Loads a detector onto a device.
     *
     * @throws dev.rebox.error.DataException if there is no model, or a damaged one
     * @throws dev.rebox.error.ConfigException if there is no such device
     */
    public static Rebox load(Path runOrFile, Device device) {
        Map<String, Double> thresholds =
                Files.isDirectory(runOrFile) ? new RunFolder(runOrFile).chosenThresholds() : Map.of();
        return new Rebox(RunFolder.loadModel(runOrFile, device), thresholds);
    }

    /** Detections in an image file, in its own pixels, by falling score. @throws dev.rebox.error.DataException if it cannot be read */
    public List<Detection> detect(Path image) {
        return detect(ImageDecoder.read(image));
    }

    /**
     * Detections in the image that a stream holds as a file: JPEG, PNG, ... The stream is read to its end and not closed.
     *
     * @throws dev.rebox.error.DataException if it is not an image, or a damaged one
     * @throws IOException if the stream cannot be read
     */
    public List<Detection> detect(InputStream image) throws IOException {
        return detect(ImageDecoder.read(image));
    }

    /** Detections in a decoded image, in its own pixels, by falling score. */
    public List<Detection> detect(BufferedImage image) {
        return detect(RgbImage.of(image));
    }

    @Override
    public List<Detection> detect(RgbImage image) {
        return predictor.detect(image);
    }

    @Override
    public List<ExplainedDetection> explain(RgbImage image) {
        return predictor.explain(image);
    }

    /** Other threads read the images meanwhile. */
    @Override
    public void detectAll(
            List<Example> images,
            BiConsumer<Example, List<Detection>> consumer,
            BiConsumer<Example, DataException> failed) {
        predictor.detectAll(images, consumer, failed);
    }

    @Override
    public Map<String, Double> thresholds() {
        return thresholds;
    }

    @Override
    public LabelMap labels() {
        return model.labels();
    }

    /** The classes of the detector, by rising label from 1. */
    public List<String> classes() {
        return model.labels().names();
    }

    /**
     * COCO's and VOC's figures, and those of the auxiliary tasks.
     *
     * @param truth its classes must be among the detector's
     * @throws DataException if a class is unknown, or an image cannot be read
     */
    public Evaluation evaluate(Dataset truth) {
        Dataset aligned = truth.alignedTo(model.labels());
        Predictor.Results results = predictor.measure(aligned, () -> {});
        if (!results.failures().isEmpty()) {
            throw results.failures().values().iterator().next();
        }
        return Evaluation.of(aligned, results.detections()).withAuxiliary(results.auxiliary());
    }

    /** The name of a detection's class. */
    public String className(Detection detection) {
        return model.labels().name(detection.label());
    }

    @Override
    public void close() {
        model.close();
    }
}
