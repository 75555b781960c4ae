package dev.rebox.report.run;

import dev.rebox.ObjectDetector;
import dev.rebox.box.Detection;
import dev.rebox.config.Config;
import dev.rebox.config.Device;
import dev.rebox.data.Dataset;
import dev.rebox.data.Datasets;
import dev.rebox.data.OpenOptions;
import dev.rebox.error.DataException;
import dev.rebox.evaluate.auxiliary.AuxiliaryFigure;
import dev.rebox.evaluate.results.CocoResults;
import dev.rebox.model.Model;
import dev.rebox.model.Predictor;
import dev.rebox.run.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The test set of a run and what was detected on it.
 *
 * @param truth with the classes of training
 * @param detections by image id, of every score
 * @param auxiliary how well the auxiliary heads did their tasks; empty where there are none, or where it is not known
 * @param failures what is wrong with the images that could not be read; the truth is without them
 */
public record TestResults(
        Dataset truth,
        Map<String, List<Detection>> detections,
        Map<AuxiliaryFigure, Double> auxiliary,
        List<DataException> failures) {
    /** Detections that came without a model. */
    public TestResults(Dataset truth, Map<String, List<Detection>> detections) {
        this(truth, detections, Map.of(), List.of());
    }

    /** Reads them. @throws DataException saying why there are none */
    public static TestResults read(RunFolder run, Config config) {
        if (config.data().test() == null) {
            throw new DataException(run.path() + ": was trained without a test set (data.test)");
        }
        if (!Files.isRegularFile(run.detections()) || !Files.isRegularFile(run.model())) {
            throw new DataException(run.path() + ": is not over: it has no detections on its test set yet");
        }
        String images = config.data().images();
        OpenOptions options = images == null ? OpenOptions.NONE : OpenOptions.images(Path.of(images));
        Dataset truth = Datasets.open(config.data().test(), options).alignedTo(Model.labels(run.model()));
        Map<AuxiliaryFigure, Double> auxiliary = History.read(run)
                .result()
                .map(measured -> measured.evaluation().auxiliary())
                .orElse(Map.of());
        return new TestResults(
                truth,
                CocoResults.read(run.detections(), truth, Model.labels(run.model()), left -> {}),
                auxiliary,
                List.of());
    }

    /** Runs a trained model on a data set. @param afterImage told each image that is done */
    public static TestResults detect(Path run, String data, OpenOptions options, Device device, Runnable afterImage) {
        try (Model model = RunFolder.loadModel(run, device)) {
            Dataset truth = Datasets.open(data, options).alignedTo(model.labels());
            Predictor.Results results = new Predictor(model).measure(truth, afterImage);
            return new TestResults(
                    results.measured(truth),
                    results.detections(),
                    results.auxiliary(),
                    List.copyOf(results.failures().values()));
        }
    }

    /** Runs whatever finds objects on a data set, and closes it. Auxiliary tasks are not measured. */
    public static TestResults detect(ObjectDetector detector, String data, OpenOptions options, Runnable afterImage) {
        try (detector) {
            Dataset truth = Datasets.open(data, options).alignedTo(detector.labels());
            Map<String, List<Detection>> detections = new LinkedHashMap<>();
            Map<String, DataException> failures = new LinkedHashMap<>();
            detector.detectAll(
                    truth.examples(),
                    (example, found) -> {
                        detections.put(example.id(), found);
                        afterImage.run();
                    },
                    (example, e) -> failures.put(example.id(), e));
            Predictor.Results results = new Predictor.Results(detections, Map.of(), failures);
            return new TestResults(results.measured(truth), detections, Map.of(), List.copyOf(failures.values()));
        }
    }
}
