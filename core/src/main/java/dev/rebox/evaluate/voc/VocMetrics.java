package dev.rebox.evaluate.voc;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.rebox.data.LabelMap;
import dev.rebox.evaluate.matching.ClassBoxes;
import dev.rebox.evaluate.matching.Outcome;
import dev.rebox.evaluate.matching.RecallCurve;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * PASCAL VOC's figures, fractions 0..1, and -1 where there is no object to be found.
 *
 * @param map the mean over the classes that have objects of AP with all points (VOC since 2010)
 * @param map11 the same with eleven points (VOC until 2009)
 * @param perClass both by class name
 */
public record VocMetrics(
        @JsonProperty("mAP") double map,
        @JsonProperty("mAP11") double map11,
        @JsonProperty("perClass") Map<String, ClassFigures> perClass) {

    /** The overlap that VOC asks for. */
    public static final double IOU = 0.5;

    /** The AP of one class, with all points and with eleven. */
    public record ClassFigures(double ap, double ap11) {}

    /** Measures all classes at IoU .5; {@code classes} as {@link ClassBoxes#perClass} gives them. */
    public static VocMetrics of(List<ClassBoxes> classes, LabelMap labels) {
        Map<String, ClassFigures> perClass = new LinkedHashMap<>();
        for (int k = 0; k < classes.size(); k++) {
            perClass.put(labels.name(k + 1), figures(classes.get(k)));
        }
        return new VocMetrics(mean(perClass, ClassFigures::ap), mean(perClass, ClassFigures::ap11), perClass);
    }

    private static ClassFigures figures(ClassBoxes boxes) {
        int positives = VocMatcher.positives(boxes);
        if (positives == 0) {
            return new ClassFigures(-1, -1);
        }
        byte[] outcomes = VocMatcher.match(boxes, IOU).outcome();
        RecallCurve curve = new RecallCurve(positives);
        for (int row : boxes.order()) {
            if (outcomes[row] == Outcome.HIT) {
                curve.hit();
            } else if (outcomes[row] == Outcome.MISS) {
                curve.miss();
            }
        }
        return new ClassFigures(curve.allPointAveragePrecision(), curve.elevenPointAveragePrecision());
    }

    private static double mean(Map<String, ClassFigures> perClass, ToDoubleFunction<ClassFigures> figure) {
        return perClass.values().stream()
                .mapToDouble(figure)
                .filter(f -> f > -1)
                .average()
                .orElse(-1);
    }
}
