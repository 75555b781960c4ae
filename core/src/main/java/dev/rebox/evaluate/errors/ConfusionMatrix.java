package dev.rebox.evaluate.errors;

import dev.rebox.box.Detection;
import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.evaluate.voc.VocMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/**
 * What objects were taken for. In each image detections, best first, take the free object of their own class that they
 * overlap most, at IoU .5 or more; then those left take what is left of other classes. What remains then was taken for, or is, background.
 * Crowds, difficult objects and the detections on them are left out.
 *
 * @param counts [K+1][K+1]: row the true class, column the detected one, 0 the background
 */
public record ConfusionMatrix(int[][] counts) {
    private static final double IOU = 0.5;

    /** Counts the detections that score at least {@code leastScore}. */
    public static ConfusionMatrix of(Dataset truth, Map<String, List<Detection>> detections, double leastScore) {
        int size = truth.labels().size() + 1;
        int[][] counts = new int[size][size];
        for (Example example : truth.examples()) {
            List<Detection> predicted = new ArrayList<>(detections.getOrDefault(example.id(), List.of()));
            predicted.removeIf(d -> d.score() < leastScore);
            predicted.sort(Comparator.comparingDouble(Detection::score).reversed());
            count(example, predicted, counts);
        }
        return new ConfusionMatrix(counts);
    }

    /** The share of the detections of a class, background errors included, that are right; NaN without any. */
    public double precision(int label) {
        int predicted = 0;
        for (int[] row : counts) {
            predicted += row[label];
        }
        return counts[label][label] / (double) predicted;
    }

    /** The share of the objects of a class that were found; NaN without any. */
    public double recall(int label) {
        int objects = 0;
        for (int count : counts[label]) {
            objects += count;
        }
        return counts[label][label] / (double) objects;
    }

    private static void count(Example example, List<Detection> predicted, int[][] counts) {
        List<Annotation> free = new ArrayList<>(
                example.annotations().stream().filter(VocMatcher::counts).toList());
        List<Detection> rest = take(predicted, free, (d, t) -> d.label() == t.label(), counts);
        rest = take(rest, free, (d, t) -> true, counts);
        for (Detection detection : rest) {
            if (!ImageJudgement.isIgnored(example, detection)) {
                counts[0][detection.label()]++;
            }
        }
        for (Annotation missed : free) {
            counts[missed.label()][0]++;
        }
    }

    /** Lets detections take objects, which then are no longer free, and returns those that took none. */
    private static List<Detection> take(
            List<Detection> predicted, List<Annotation> free, BiPredicate<Detection, Annotation> may, int[][] counts) {
        List<Detection> rest = new ArrayList<>();
        for (Detection detection : predicted) {
            Annotation best = null;
            double most = 0;
            for (Annotation truth : free) {
                double iou = detection.box().iou(truth.box());
                if (iou >= IOU && iou > most && may.test(detection, truth)) {
                    most = iou;
                    best = truth;
                }
            }
            if (best == null) {
                rest.add(detection);
            } else {
                counts[best.label()][detection.label()]++;
                removeThis(free, best);
            }
        }
        return rest;
    }

    /** Equal annotations are different objects. */
    private static void removeThis(List<Annotation> free, Annotation taken) {
        for (int i = 0; i < free.size(); i++) {
            if (free.get(i) == taken) {
                free.remove(i);
                return;
            }
        }
    }
}
