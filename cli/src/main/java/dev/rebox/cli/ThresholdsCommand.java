package dev.rebox.cli;

import dev.rebox.data.Dataset;
import dev.rebox.evaluate.threshold.ChosenThresholds;
import dev.rebox.evaluate.threshold.ChosenThresholds.ClassThreshold;
import dev.rebox.evaluate.threshold.MissRateControl;
import dev.rebox.evaluate.threshold.MissRatePromise;
import dev.rebox.evaluate.threshold.ModelMark;
import dev.rebox.evaluate.threshold.ThresholdChoice;
import dev.rebox.evaluate.threshold.ThresholdRule;
import dev.rebox.report.run.RunReport;
import dev.rebox.report.run.TestResults;
import dev.rebox.run.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rebox thresholds}: the score of each class from which on detections are worth showing. */
@Command(
        name = "thresholds",
        mixinStandardHelpOptions = true,
        description =
                "Chooses a threshold for each class on images that were not trained on, and keeps it in the run folder:"
                        + " detect and export use it.",
        footer = {"", "Example: rebox thresholds --run runs/first --data photos:validation --precision 0.9"})
final class ThresholdsCommand implements Callable<Integer> {
    @Option(names = "--run", required = true, paramLabel = "RUN", description = "A run folder.")
    private Path run;

    @Option(
            names = {"--data", "--truth"},
            required = true,
            paramLabel = "DATASET",
            description = "PATH[:SPLIT][:PERCENT%%] of images that were not trained on.")
    private String data;

    @ArgGroup
    private Rule rule = new Rule();

    /** One of them; none is the best F1. */
    static final class Rule {
        @Option(names = "--f1", description = "The threshold of the best F1 (the default).")
        private boolean f1;

        @Option(
                names = "--precision",
                paramLabel = "P",
                description = "The lowest threshold with this precision, 0 to 1.")
        private Optional<Double> precision = Optional.empty();

        @Option(names = "--recall", paramLabel = "R", description = "The highest threshold with this recall, 0 to 1.")
        private Optional<Double> recall = Optional.empty();

        @Option(
                names = "--miss-rate",
                paramLabel = "A",
                description =
                        "One threshold for all classes with a promise: in the mean over images, at most this share of"
                                + " their objects is missed. It is about images seen whole: not with --tiles, nor with"
                                + " files of export --size.")
        private Optional<Double> missRate = Optional.empty();

        ThresholdRule byClass() {
            return precision
                    .<ThresholdRule>map(ThresholdRule.AtPrecision::new)
                    .or(() -> recall.map(ThresholdRule.AtRecall::new))
                    .orElseGet(ThresholdRule.BestF1::new);
        }
    }

    @Option(
            names = "--confidence",
            defaultValue = "0.95",
            paramLabel = "C",
            description = "How sure --miss-rate shall be. Default: ${DEFAULT-VALUE}.")
    private double confidence;

    @Mixin
    private DatasetOptions options;

    @Mixin
    private EngineOptions engine;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() {
        RunFolder folder = RunFolder.open(run);
        ThresholdRule byClass = rule.byClass(); // what cannot be asked for is told before the work begins
        if (rule.missRate.isPresent()) {
            MissRateControl.refuseImpossible(rule.missRate.get(), confidence);
        }
        ModelMark model = ModelMark.of(folder.trainedModel());
        TestResults results = TestResults.detect(run, data, options.open(), engine.start(), new ImageProgress()::step);
        UnreadImages unread = new UnreadImages();
        results.failures().forEach(unread::add);
        ChosenThresholds chosen = (rule.missRate.isPresent()
                        ? promised(results.truth(), results, rule.missRate.get())
                        : ThresholdChoice.of(results.truth(), results.detections(), byClass))
                .withModel(model);
        RunFolder.writeJson(folder.thresholds(), chosen);
        if (Files.isRegularFile(folder.report())) {
            RunReport.write(folder);
        }
        warn(chosen, results.truth());
        if (json) {
            Json.print(System.out, document(chosen));
        } else {
            print(chosen);
        }
        return unread.end();
    }

    private ChosenThresholds promised(Dataset truth, TestResults results, double missRate) {
        MissRatePromise promise =
                MissRateControl.promise(MissRateControl.images(truth, results.detections()), missRate, confidence);
        return ThresholdChoice.of(truth, results.detections(), promise);
    }

    private static void warn(ChosenThresholds chosen, Dataset truth) {
        List<String> doubtful = ThresholdChoice.doubtful(chosen);
        if (chosen.promise() == null && !doubtful.isEmpty()) {
            System.err.println("rebox: fewer than " + ThresholdChoice.ENOUGH + " boxes are too few to choose by: "
                    + String.join(", ", doubtful));
        }
        List<String> without = truth.labels().names().stream()
                .filter(name -> !chosen.classes().containsKey(name))
                .toList();
        if (!without.isEmpty()) {
            System.err.println(
                    "rebox: no threshold by this rule: " + String.join(", ", without) + "; detect uses 0.5 for them");
        }
    }

    /** A figure that is not there is null. */
    static Map<String, Object> document(ChosenThresholds chosen) {
        Map<String, Object> classes = new LinkedHashMap<>();
        chosen.classes().forEach((name, c) -> {
            Map<String, @Nullable Object> entry = new LinkedHashMap<>();
            entry.put("threshold", c.threshold());
            entry.put("interval", new double[] {c.low(), c.high()});
            entry.put("precision", figure(c.precision()));
            entry.put("recall", figure(c.recall()));
            entry.put("boxes", c.boxes());
            classes.put(name, entry);
        });
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("rule", chosen.rule());
        document.put("classes", classes);
        MissRatePromise promise = chosen.promise();
        if (promise != null) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("miss_rate", promise.missRate());
            entry.put("confidence", promise.confidence());
            entry.put("threshold", promise.threshold());
            entry.put("measured", promise.measured());
            entry.put("images", promise.images());
            entry.put("scope", MissRatePromise.SCOPE);
            document.put("promise", entry);
        }
        return document;
    }

    private static @Nullable Double figure(double value) {
        return Double.isNaN(value) ? null : value;
    }

    private static void print(ChosenThresholds chosen) {
        System.out.println("Thresholds by " + chosen.images() + " images of " + chosen.data() + ": " + chosen.rule());
        System.out.printf(
                "  %-20s %9s %15s %9s %9s %6s%n", "class", "threshold", "95 %", "precision", "recall", "boxes");
        chosen.classes().forEach((name, c) -> System.out.println(line(name, c)));
        MissRatePromise promise = chosen.promise();
        if (promise != null) {
            System.out.printf(
                    Locale.ROOT,
                    "On the %d images with objects %.1f %% are missed. On other images like these, at most %.1f %% in the"
                            + " mean: so sure is this as %.1f %%.%n",
                    promise.images(),
                    100 * promise.measured(),
                    100 * promise.missRate(),
                    100 * promise.confidence());
            System.out.println(MissRatePromise.SCOPE);
        }
    }

    static String line(String name, ClassThreshold c) {
        return String.format(
                Locale.ROOT,
                "  %-20s %9.3f %7.3f..%6.3f %9s %9s %6d",
                name,
                c.threshold(),
                c.low(),
                c.high(),
                text(c.precision()),
                text(c.recall()),
                c.boxes());
    }

    private static String text(double figure) {
        return Double.isNaN(figure) ? "-" : String.format(Locale.ROOT, "%.3f", figure);
    }
}
