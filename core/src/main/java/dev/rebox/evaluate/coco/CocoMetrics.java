package dev.rebox.evaluate.coco;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.rebox.data.LabelMap;
import dev.rebox.evaluate.matching.ClassBoxes;
import dev.rebox.evaluate.matching.RecallCurve;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * COCO's twelve figures, fractions 0..1, and -1 where there is no object to be found.
 *
 * @param ap AP, the mean over the classes that have objects and over ten IoU thresholds .5 to .95
 * @param ap50 AP at IoU .5
 * @param ap75 AP at IoU .75
 * @param apSmall AP of objects up to 32 x 32 pixels
 * @param apMedium AP of objects between
 * @param apLarge AP of objects from 96 x 96 pixels
 * @param ar1 average recall of the best detection of an image and class, over the ten thresholds
 * @param ar10 of the best 10
 * @param ar100 of the best 100
 * @param arSmall of the best 100, small objects
 * @param arMedium of the best 100, medium objects
 * @param arLarge of the best 100, large objects
 * @param perClass AP and AP50 by class name
 */
public record CocoMetrics(
        @JsonProperty("AP") double ap,
        @JsonProperty("AP50") double ap50,
        @JsonProperty("AP75") double ap75,
        @JsonProperty("APs") double apSmall,
        @JsonProperty("APm") double apMedium,
        @JsonProperty("APl") double apLarge,
        @JsonProperty("AR1") double ar1,
        @JsonProperty("AR10") double ar10,
        @JsonProperty("AR100") double ar100,
        @JsonProperty("ARs") double arSmall,
        @JsonProperty("ARm") double arMedium,
        @JsonProperty("ARl") double arLarge,
        @JsonProperty("perClass") Map<String, ClassFigures> perClass) {

    /** AP and AP50 of one class. */
    public record ClassFigures(
            @JsonProperty("AP") double ap,
            @JsonProperty("AP50") double ap50) {}

    /** The place of IoU .75 among COCO's thresholds. */
    private static final int AT_75 = 5;

    /** Measures all classes; {@code classes} as {@link ClassBoxes#perClass} gives them. */
    public static CocoMetrics of(List<ClassBoxes> classes, LabelMap labels) {
        double[] thresholds = IouThresholds.coco();
        List<ClassResult> results = new ArrayList<>();
        Map<String, ClassFigures> perClass = new LinkedHashMap<>();
        for (int k = 0; k < classes.size(); k++) {
            ClassResult result = ClassResult.of(classes.get(k), thresholds);
            results.add(result);
            double[] ap = result.precision()[ObjectSize.ALL.ordinal()];
            perClass.put(labels.name(k + 1), new ClassFigures(meanOfKnown(ap), ap[0]));
        }
        return new CocoMetrics(
                mean(results, r -> r.precision()[0]),
                mean(results, r -> new double[] {r.precision()[0][0]}),
                mean(results, r -> new double[] {r.precision()[0][AT_75]}),
                mean(results, r -> r.precision()[1]),
                mean(results, r -> r.precision()[2]),
                mean(results, r -> r.precision()[3]),
                mean(results, ClassResult::recallOf1),
                mean(results, ClassResult::recallOf10),
                mean(results, r -> r.recall()[0]),
                mean(results, r -> r.recall()[1]),
                mean(results, r -> r.recall()[2]),
                mean(results, r -> r.recall()[3]),
                perClass);
    }

    /** AP at IoU thresholds of one's own, one figure each, the mean over the classes that have objects. */
    public static double[] averagePrecisionAt(List<ClassBoxes> classes, double... thresholds) {
        RecallCurve curve = new RecallCurve(0);
        double[][] perThreshold = new double[thresholds.length][classes.size()];
        for (int k = 0; k < classes.size(); k++) {
            CocoOutcomes outcomes = CocoMatcher.match(classes.get(k), thresholds, ObjectSize.ALL)
                    .get(0);
            for (int t = 0; t < thresholds.length; t++) {
                perThreshold[t][k] = outcomes.averagePrecision(classes.get(k), t, curve);
            }
        }
        double[] means = new double[thresholds.length];
        Arrays.setAll(means, t -> meanOfKnown(perThreshold[t]));
        return means;
    }

    /** The figures of one class: precision and recall [size][T], recalls of the best 1 and 10 [T]. */
    private record ClassResult(double[][] precision, double[][] recall, double[] recallOf1, double[] recallOf10) {
        static ClassResult of(ClassBoxes boxes, double[] thresholds) {
            List<CocoOutcomes> bySize = CocoMatcher.match(boxes, thresholds, ObjectSize.values());
            int count = thresholds.length;
            double[][] precision = new double[bySize.size()][count];
            double[][] recall = new double[bySize.size()][count];
            double[] recallOf1 = new double[count];
            double[] recallOf10 = new double[count];
            RecallCurve curve = new RecallCurve(0);
            for (int t = 0; t < count; t++) {
                for (int s = 0; s < bySize.size(); s++) {
                    precision[s][t] = bySize.get(s).averagePrecision(boxes, t, curve);
                    recall[s][t] = bySize.get(s).recall(boxes, t, CocoMatcher.MOST_DETECTIONS);
                }
                recallOf1[t] = bySize.get(0).recall(boxes, t, 1);
                recallOf10[t] = bySize.get(0).recall(boxes, t, 10);
            }
            return new ClassResult(precision, recall, recallOf1, recallOf10);
        }
    }

    private static double mean(List<ClassResult> results, Function<ClassResult, double[]> figures) {
        return meanOfKnown(
                results.stream().map(figures).flatMapToDouble(Arrays::stream).toArray());
    }

    private static double meanOfKnown(double[] figures) {
        return Arrays.stream(figures).filter(f -> f > -1).average().orElse(-1);
    }
}
