package dev.rebox.study;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.rebox.evaluate.auxiliary.TaskDescriptions;
import dev.rebox.evaluate.coco.CocoMetrics;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * A figure of a run. Accuracies are percentages. In JSON it is its name, by which two are the same.
 *
 * @param title for people
 * @param figure NaN where there was nothing to be found
 */
public record Measure(@JsonValue String name, String title, ToDoubleFunction<RunResult> figure) {
    public static final Measure VOC =
            new Measure("VOC", "mAP", r -> percent(r.voc().map()));
    /** Rare classes have few test boxes, so that their AP is mostly noise. */
    public static final Measure FREQUENT = new Measure("FREQUENT", "mAP, frequent", r -> percent(frequent(r)));

    public static final Measure COCO = coco("COCO", "AP", CocoMetrics::ap);
    public static final Measure AP50 = coco("AP50", "AP50", CocoMetrics::ap50);
    public static final Measure AP75 = coco("AP75", "AP75", CocoMetrics::ap75);
    public static final Measure SMALL = coco("SMALL", "AP small", CocoMetrics::apSmall);
    public static final Measure MEDIUM = coco("MEDIUM", "AP medium", CocoMetrics::apMedium);
    public static final Measure LARGE = coco("LARGE", "AP large", CocoMetrics::apLarge);
    public static final Measure AR1 = coco("AR1", "AR 1", CocoMetrics::ar1);
    public static final Measure AR10 = coco("AR10", "AR 10", CocoMetrics::ar10);
    public static final Measure AR100 = coco("AR100", "AR 100", CocoMetrics::ar100);
    public static final Measure STEP = new Measure("STEP", "step, s", RunResult::stepSeconds);
    public static final Measure PREDICTION = new Measure("PREDICTION", "prediction, s", RunResult::predictionSeconds);

    /** Test boxes that make a class frequent. */
    static final int FREQUENT_BOXES = 30;

    private static final List<Measure> DETECTION =
            List.of(VOC, FREQUENT, COCO, AP50, AP75, SMALL, MEDIUM, LARGE, AR1, AR10, AR100);

    /** How well auxiliary heads do their tasks. */
    static List<Measure> auxiliary() {
        return TaskDescriptions.figures().stream()
                .map(figure -> new Measure(figure.key(), figure.title(), r -> percent(r.auxiliary(figure))))
                .toList();
    }

    static List<Measure> all() {
        return Stream.of(DETECTION, auxiliary(), List.of(STEP, PREDICTION))
                .flatMap(List::stream)
                .toList();
    }

    private static Measure coco(String name, String title, ToDoubleFunction<CocoMetrics> figure) {
        return new Measure(name, title, r -> percent(figure.applyAsDouble(r.coco())));
    }

    double of(RunResult result) {
        return figure.applyAsDouble(result);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Measure measure && measure.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    private static double frequent(RunResult result) {
        return result.voc().perClass().entrySet().stream()
                .filter(entry -> result.testBoxes().getOrDefault(entry.getKey(), 0) >= FREQUENT_BOXES)
                .mapToDouble(entry -> entry.getValue().ap())
                .average()
                .orElse(-1);
    }

    static double percent(double fraction) {
        return fraction < 0 ? Double.NaN : 100 * fraction;
    }
}
