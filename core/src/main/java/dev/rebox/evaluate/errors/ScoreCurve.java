package dev.rebox.evaluate.errors;

import dev.rebox.data.LabelMap;
import dev.rebox.evaluate.matching.ClassBoxes;
import dev.rebox.evaluate.matching.Outcome;
import dev.rebox.evaluate.voc.VocMatcher;
import dev.rebox.evaluate.voc.VocMetrics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Precision and recall of one class when only detections of at least some score are kept, matched as VOC does at IoU .5.
 *
 * @param name the class
 * @param objects the objects to be found
 * @param score [N] falling, each score that occurs once
 * @param precision [N] of the detections kept
 * @param recall [N] of the objects; NaN where there are none
 */
public record ScoreCurve(String name, int objects, double[] score, double[] precision, double[] recall) {

    /** One curve for each class that has objects. */
    public static List<ScoreCurve> perClass(List<ClassBoxes> classes, LabelMap labels) {
        List<ScoreCurve> curves = new ArrayList<>();
        for (int k = 0; k < classes.size(); k++) {
            if (VocMatcher.positives(classes.get(k)) > 0) {
                curves.add(of(labels.name(k + 1), classes.get(k)));
            }
        }
        return curves;
    }

    /** The curve of a class, which may have no objects. */
    public static ScoreCurve of(String name, ClassBoxes boxes) {
        byte[] outcome = VocMatcher.match(boxes, VocMetrics.IOU).outcome();
        int objects = VocMatcher.positives(boxes);
        int[] order = boxes.order();
        double[] score = new double[order.length];
        double[] precision = new double[order.length];
        double[] recall = new double[order.length];
        int points = 0;
        int hits = 0;
        int kept = 0;
        for (int row : order) {
            if (outcome[row] == Outcome.IGNORED) {
                continue;
            }
            kept++;
            hits += outcome[row] == Outcome.HIT ? 1 : 0;
            double here = boxes.detections().source(row).score();
            // Detections of one score are kept or left together.
            if (points == 0 || here != score[points - 1]) {
                points++;
            }
            score[points - 1] = here;
            precision[points - 1] = hits / (double) kept;
            recall[points - 1] = hits / (double) objects;
        }
        return new ScoreCurve(
                name,
                objects,
                Arrays.copyOf(score, points),
                Arrays.copyOf(precision, points),
                Arrays.copyOf(recall, points));
    }

    /** Twice the product of precision and recall over their sum, 0 where both are 0. */
    public double f1(int point) {
        double sum = precision[point] + recall[point];
        return sum == 0 ? 0 : 2 * precision[point] * recall[point] / sum;
    }

    /** The point with the best F1, whose score is the natural threshold of the class; -1 without detections. */
    public int best() {
        int best = -1;
        for (int i = 0; i < score.length; i++) {
            if (best < 0 || f1(i) > f1(best)) {
                best = i;
            }
        }
        return best;
    }

    /** At most so many of the points (2 or more), evenly taken, first and last among them: enough to draw. */
    public ScoreCurve thinned(int most) {
        if (score.length <= most) {
            return this;
        }
        int[] kept = new int[most];
        Arrays.setAll(kept, i -> (int) Math.round(i * (score.length - 1.0) / (most - 1)));
        return new ScoreCurve(name, objects, pick(score, kept), pick(precision, kept), pick(recall, kept));
    }

    private static double[] pick(double[] values, int[] kept) {
        return Arrays.stream(kept).mapToDouble(i -> values[i]).toArray();
    }
}
