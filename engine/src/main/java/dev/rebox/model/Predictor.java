package dev.rebox.model;

import static java.util.Objects.requireNonNull;

import dev.rebox.auxiliary.Tasks;
import dev.rebox.box.Detection;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.image.ResizeRule;
import dev.rebox.data.image.RgbImage;
import dev.rebox.data.loader.ImageLoader;
import dev.rebox.data.loader.LoadedImage;
import dev.rebox.data.loader.LoaderOptions;
import dev.rebox.data.loader.Sample;
import dev.rebox.data.loader.SampleMaker;
import dev.rebox.data.loader.WindowMode;
import dev.rebox.detector.ExplainedDetection;
import dev.rebox.detector.TwoStageDetector;
import dev.rebox.error.DataException;
import dev.rebox.evaluate.auxiliary.AuxiliaryFigure;
import dev.rebox.tensor.Precision;
import dev.rebox.tensor.Workers;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds objects with a trained model, in images of any size. */
public final class Predictor {
    private static final int LOADERS = 1;
    /** Images that the auxiliary heads are asked about: enough to tell, and no burden on a large test set. */
    private static final int MOST_ASKED = 500;

    private final Model model;
    private final ResizeRule rule;

    public Predictor(Model model) {
        this.model = model;
        rule = model.config().data().resize();
    }

    /** Detections in the image's own pixels, by falling score. */
    public List<Detection> detect(RgbImage image) {
        ResizeRule.Target target = rule.of(image.width(), image.height());
        return detect(image.resize(target.width(), target.height()), target.scaleX(), target.scaleY());
    }

    private List<Detection> detect(RgbImage resized, double scaleX, double scaleY) {
        return original(model.detector().detect(List.of(resized), precision()).get(0), scaleX, scaleY);
    }

    /** The same detections, with what the refinement did to their scores. */
    public List<ExplainedDetection> explain(RgbImage image) {
        ResizeRule.Target target = rule.of(image.width(), image.height());
        return model.detector().explain(image.resize(target.width(), target.height()), precision()).stream()
                .map(d -> d.scale(1 / target.scaleX(), 1 / target.scaleY()))
                .toList();
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
     * @param failures by image id: images that cannot be read, in which nothing was looked for
     */
    public record Results(
            Map<String, List<Detection>> detections,
            Map<AuxiliaryFigure, Double> auxiliary,
            Map<String, DataException> failures) {
        /** The data set without the images that cannot be read. */
        public Dataset measured(Dataset dataset) {
            return failures.isEmpty()
                    ? dataset
                    : dataset.withExamples(dataset.examples().stream()
                            .filter(e -> !failures.containsKey(e.id()))
                            .toList());
        }
    }

    /**
     * Detects in all images and asks the auxiliary heads about them: about all images up to {@value #MOST_ASKED}, of more
     * about every second, third and so on, evenly.
     *
     * @param dataset with the classes of the model
     * @param afterEach is run after each image; what it throws ends the work
     */
    public Results measure(Dataset dataset, Runnable afterEach) {
        Map<String, List<Detection>> detections = new LinkedHashMap<>();
        Map<String, DataException> failures = new LinkedHashMap<>();
        TaskPredictions answers = new TaskPredictions();
        SampleMaker samples = new SampleMaker(dataset.labels().size(), unmoved());
        boolean tasks = !model.config().model().auxiliary().isEmpty();
        int step = (dataset.examples().size() + MOST_ASKED - 1) / MOST_ASKED;
        each(
                dataset.examples(),
                (i, loaded) -> tasks && i % step == 0
                        ? predict(loaded, samples.make(loaded))
                        : new TwoStageDetector.Output(List.of(detect(loaded)), Map.of()),
                (example, output) -> {
                    answers.add(output.answers());
                    detections.put(example.id(), output.detections().get(0));
                    afterEach.run();
                },
                (example, e) -> failures.put(example.id(), e));
        return new Results(detections, answers.scores(), failures);
    }

    private TwoStageDetector.Output predict(LoadedImage loaded, Sample sample) {
        TwoStageDetector.Output output = model.detector().predict(List.of(sample), precision());
        return new TwoStageDetector.Output(
                List.of(original(output.detections().get(0), loaded.scaleX(), loaded.scaleY())), output.answers());
    }

    /** Test images are not flipped, and have the same windows whatever the seed of the run. */
    private LoaderOptions unmoved() {
        return new LoaderOptions(rule, false, 1, Tasks.labels(model.config().model()), WindowMode.FIXED, 0, LOADERS, 0);
    }

    /**
     * Detections in all images, handed over one by one.
     *
     * @param failed gets the images that cannot be read, in their turn
     */
    public void detectAll(
            List<Example> examples,
            BiConsumer<Example, List<Detection>> consumer,
            BiConsumer<Example, DataException> failed) {
        each(examples, (i, loaded) -> detect(loaded), consumer, failed);
    }

    private List<Detection> detect(LoadedImage loaded) {
        return detect(loaded.image(), loaded.scaleX(), loaded.scaleY());
    }

    /** What is made of an image. @param index of it in the list */
    private interface Work<R> {
        R of(int index, LoadedImage image);
    }

    /** An image in its turn, or why it cannot be read. */
    private record Turn(
            int index,
            @Nullable LoadedImage image,
            @Nullable DataException failure) {}

    /** Several images at a time; the results come in the order of the list. */
    private <R> void each(
            List<Example> examples,
            Work<R> work,
            BiConsumer<Example, R> consumer,
            BiConsumer<Example, DataException> failed) {
        try (ImageLoader loader = new ImageLoader(examples, rule, LOADERS)) {
            Iterator<Turn> turns = IntStream.range(0, examples.size())
                    .mapToObj(i -> turn(i, loader))
                    .iterator();
            Workers.inOrder(
                    turns,
                    turn -> turn.image == null
                            ? (Runnable) () -> failed.accept(examples.get(turn.index), requireNonNull(turn.failure))
                            : handover(examples.get(turn.index), work.of(turn.index, turn.image), consumer),
                    Runnable::run);
        }
    }

    private static <R> Runnable handover(Example example, R result, BiConsumer<Example, R> consumer) {
        return () -> consumer.accept(example, result);
    }

    private static Turn turn(int index, ImageLoader loader) {
        try {
            return new Turn(index, loader.next(), null);
        } catch (DataException e) {
            return new Turn(index, null, e);
        }
    }
}
