package dev.rebox;

import dev.rebox.box.Detection;
import dev.rebox.config.Config;
import dev.rebox.config.ConfigReader;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What Rebox does, as the command line does it:
 *
 * <pre>{@code
 * Dataset photos = Rebox.open("photos:train");
 * Rebox.check("photos:train").problems().forEach(System.out::println);
 *
 * Training.Result result = Rebox.train("data.train=photos:train", "data.test=photos:test", "out=runs/first");
 *
 * try (Rebox detector = Rebox.load(Path.of("runs/first"))) {
 *     for (Detection d : detector.detect(Path.of("street.jpg"))) {
 *         System.out.println(detector.className(d) + " " + d.score() + " " + d.box());
 *     }
 * }
 * }</pre>
 *
 * Whatever a user can mend is thrown as a {@link dev.rebox.error.ReboxException} whose message says what, where, and what to
 * do. A loaded detector is used from one thread at a time.
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

    /** Trains into a run folder and tells how it goes. */
    public static Training.Result train(Config config, Progress progress) {
        return Training.run(config, progress);
    }

    /** Loads the detector of a run folder (the best on validation data if there is one), or of a model file. */
    public static Rebox load(Path run) {
        Path file = Files.isDirectory(run) ? RunFolder.open(run).trainedModel() : run;
        return new Rebox(Model.load(file, "auto"));
    }

    /** Detections in a picture file, in its own pixels, by falling score. */
    public List<Detection> detect(Path picture) {
        return detect(PictureReader.read(picture));
    }

    /** Detections in a picture, in its own pixels, by falling score. */
    public List<Detection> detect(Picture picture) {
        return predictor.detect(picture);
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
