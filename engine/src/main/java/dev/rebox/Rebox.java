package dev.rebox;

import dev.rebox.box.Detection;
import dev.rebox.config.Config;
import dev.rebox.config.ConfigReader;
import dev.rebox.config.Device;
import dev.rebox.data.Dataset;
import dev.rebox.data.Datasets;
import dev.rebox.data.Example;
import dev.rebox.data.OpenOptions;
import dev.rebox.data.check.Check;
import dev.rebox.data.picture.Picture;
import dev.rebox.data.picture.PictureReader;
import dev.rebox.evaluate.Evaluation;
import dev.rebox.model.Model;
import dev.rebox.model.Predictor;
import dev.rebox.recycle.RecycledLabels;
import dev.rebox.recycle.WindowSampler;
import dev.rebox.run.RunFolder;
import dev.rebox.train.Progress;
import dev.rebox.train.Training;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

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
public final class Rebox implements AutoCloseable {
    private final Model model;
    private final Predictor predictor;

    private Rebox(Model model) {
        this.model = model;
        predictor = new Predictor(model);
    }

    /** Reads a data set: {@code PATH[:SPLIT][:PERCENT%]}, several joined by {@code +}; VOC, COCO or YOLO. */
    public static Dataset open(String dataset) {
        return Datasets.open(dataset);
    }

    /** Looks through a data set: what is in it, and what is wrong with it. */
    public static Check.Report check(String dataset) {
        return Check.full(dataset, OpenOptions.NONE);
    }

    /** The labels that training recycles from the boxes of one picture, with {@code windows} seeded random windows. */
    public static RecycledLabels labels(Dataset dataset, Example example, int windows, long seed) {
        return RecycledLabels.of(
                example.width(),
                example.height(),
                example.recyclableBoxes(),
                dataset.labels().size(),
                windows,
                WindowSampler.seed(seed, example.id()));
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
        return new Rebox(RunFolder.loadModel(runOrFile, device));
    }

    /** Detections in an image file, in its own pixels, by falling score. @throws dev.rebox.error.DataException if it cannot be read */
    public List<Detection> detect(Path image) {
        return detect(PictureReader.read(image));
    }

    /**
     * Detections in the image that a stream holds as a file: JPEG, PNG, ... The stream is read to its end and not closed.
     *
     * @throws dev.rebox.error.DataException if it is not an image, or a damaged one
     * @throws IOException if the stream cannot be read
     */
    public List<Detection> detect(InputStream image) throws IOException {
        return detect(PictureReader.read(image));
    }

    /** Detections in a decoded image, in its own pixels, by falling score. */
    public List<Detection> detect(BufferedImage image) {
        return detect(Picture.of(image));
    }

    /** Detections in an image, in its own pixels, by falling score. */
    public List<Detection> detect(Picture image) {
        return predictor.detect(image);
    }

    /** The classes of the detector, by rising label from 1. */
    public List<String> classes() {
        return model.labels().names();
    }

    /** COCO's and VOC's figures, and those of the auxiliary tasks, on a data set, whose classes must be among the detector's. */
    public Evaluation evaluate(Dataset truth) {
        Dataset aligned = truth.alignedTo(model.labels());
        Predictor.Measured said = predictor.measure(aligned, () -> {});
        return Evaluation.of(aligned, said.detections()).withAuxiliary(said.auxiliary());
    }

    /** The name of a detection's class. */
    public String className(Detection detection) {
        return model.labels().name(detection.label());
    }

    /** Frees the network. */
    @Override
    public void close() {
        model.close();
    }
}
