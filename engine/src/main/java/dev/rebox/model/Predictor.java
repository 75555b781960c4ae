package dev.rebox.model;

import dev.rebox.auxiliary.Tasks;
import dev.rebox.box.Detection;
import dev.rebox.config.Config;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.ImageException;
import dev.rebox.data.image.ResizeRule;
import dev.rebox.data.image.RgbImage;
import dev.rebox.data.loader.ImageLoader;
import dev.rebox.data.loader.LoadedImage;
import dev.rebox.data.loader.LoaderOptions;
import dev.rebox.data.loader.SampleMaker;
import dev.rebox.data.loader.WindowMode;
import dev.rebox.detector.TwoStageDetector;
import dev.rebox.error.DataException;
import dev.rebox.evaluate.auxiliary.AuxiliaryFigure;
import dev.rebox.tensor.Precision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Finds objects with a trained model, in images of any size. */
public final class Predictor {
    private static final int LOADERS = 1;
    /** Images that the auxiliary heads are asked about: enough to tell, and no burden on a large test set. */
    private static final int MOST_ASKED = 500;

    private final Model model;
    private final ResizeRule rule;

    public Predictor(Model model) {
        this.model = model;
        rule = resizeRule(model.config());
    }

    public static ResizeRule resizeRule(Config config) {
        return new ResizeRule(config.data().shorterSide(), config.data().longerSide());
    }

    /** Detections in the image's own pixels, by falling score. */
    public List<Detection> detect(RgbImage image) {
        ResizeRule.Target target = rule.of(image.width(), image.height());
        return detect(image.resize(target.width(), target.height()), target.scaleX(), target.scaleY());
    }

    private List<Detection> detect(RgbImage resized, double scaleX, double scaleY) {
        return original(model.detector().detect(List.of(resized), precision()).get(0), scaleX, scaleY);
    }

    private static List<Detection> original(List<Detection> found, double scaleX, double scaleY) {
        return found.stream().map(d -> d.scale(1 / scaleX, 1 / scaleY)).toList();
    }

    private Precision precision() {
        return model.config().train().precision();
    }

    /**
     * What a model finds in a data set.
     *
     * @param detections by image id
     * @param auxiliary how well the auxiliary heads do their tasks; empty where the model has none
     */
    public record Results(Map<String, List<Detection>> detections, Map<AuxiliaryFigure, Double> auxiliary) {}

    /**
     * Detects in all images and asks the auxiliary heads about them: about all images up to {@value #MOST_ASKED}, of more
     * about every second, third and so on, evenly.
     *
     * @param dataset with the classes of the model
     * @param afterEach is run after each image; what it throws ends the work
     */
    public Results measure(Dataset dataset, Runnable afterEach) {
        return measure(dataset, afterEach, Predictor::fail);
    }

    private static void fail(ImageException failure) {
        throw failure;
    }

    /**
     * What a model finds in the images that can be read.
     *
     * @param truth the data set without the others
     */
    public record Measured(Dataset truth, Results results) {}

    /**
     * The same where an image that cannot be read does not cost the others: it is left out of the truth.
     *
     * @param failures is told of each such image; what it throws ends the work
     * @throws dev.rebox.error.DataException where no image can be read
     */
    public Measured measureReadable(Dataset dataset, Runnable afterEach, Consumer<ImageException> failures) {
        List<ImageException> failed = new ArrayList<>();
        Results results = measure(dataset, afterEach, failure -> {
            failures.accept(failure);
            failed.add(failure);
        });
        if (results.detections().isEmpty() && !failed.isEmpty()) {
            throw new DataException(dataset.name() + ": none of its " + failed.size()
                    + " images can be read. The first: " + failed.get(0).getMessage());
        }
        List<Example> readable = dataset.examples().stream()
                .filter(example -> results.detections().containsKey(example.id()))
                .toList();
        return new Measured(dataset.withExamples(readable), results);
    }

    private Results measure(Dataset dataset, Runnable afterEach, Consumer<ImageException> failures) {
        Map<String, List<Detection>> detections = new LinkedHashMap<>();
        TaskPredictions answers = new TaskPredictions();
        SampleMaker samples = new SampleMaker(dataset.labels().size(), unmoved());
        boolean tasks = !model.config().model().auxiliary().isEmpty();
        int step = (dataset.examples().size() + MOST_ASKED - 1) / MOST_ASKED;
        try (ImageLoader loader = new ImageLoader(dataset.examples(), rule, LOADERS)) {
            for (int i = 0; loader.hasNext(); i++) {
                Optional<LoadedImage> next = next(loader, failures);
                if (next.isEmpty()) {
                    continue;
                }
                LoadedImage loaded = next.get();
                List<Detection> found;
                if (tasks && i % step == 0) {
                    TwoStageDetector.Output output =
                            model.detector().predict(List.of(samples.make(loaded)), precision());
                    answers.add(output.answers());
                    found = original(output.detections().get(0), loaded.scaleX(), loaded.scaleY());
                } else {
                    found = detect(loaded.image(), loaded.scaleX(), loaded.scaleY());
                }
                detections.put(loaded.example().id(), found);
                afterEach.run();
            }
        }
        return new Results(detections, answers.scores());
    }

    /** Test images are not flipped, and have the same windows whatever the seed of the run. */
    private LoaderOptions unmoved() {
        return new LoaderOptions(rule, false, 1, Tasks.labels(model.config().model()), WindowMode.FIXED, 0, LOADERS, 0);
    }

    private static Optional<LoadedImage> next(ImageLoader loader, Consumer<ImageException> failures) {
        LoadedImage loaded;
        try {
            loaded = loader.next();
        } catch (ImageException e) {
            failures.accept(e);
            return Optional.empty();
        }
        return Optional.of(loaded);
    }

    /** Detections in all images, handed over one by one. @throws ImageException for the first that cannot be read */
    public void detectAll(List<Example> examples, BiConsumer<Example, List<Detection>> consumer) {
        detectAll(examples, consumer, Predictor::fail);
    }

    /** The same, where an image that cannot be read goes to {@code failures} in its turn, and the others go on. */
    public void detectAll(
            List<Example> examples, BiConsumer<Example, List<Detection>> consumer, Consumer<ImageException> failures) {
        try (ImageLoader loader = new ImageLoader(examples, rule, LOADERS)) {
            while (loader.hasNext()) {
                next(loader, failures)
                        .ifPresent(loaded -> consumer.accept(
                                loaded.example(), detect(loaded.image(), loaded.scaleX(), loaded.scaleY())));
            }
        }
    }
}
