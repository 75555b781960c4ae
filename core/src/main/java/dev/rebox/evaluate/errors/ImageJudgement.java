package dev.rebox.evaluate.errors;

import dev.rebox.box.Box;
import dev.rebox.box.Detection;
import dev.rebox.data.Annotation;
import dev.rebox.data.Example;
import dev.rebox.evaluate.matching.BoxColumns;
import dev.rebox.evaluate.voc.VocMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * TIDE's judgement of the detections on one image: which are right, and what is wrong with the others.
 *
 * <p>Detections from the highest score down, of all classes together at most 100, take the free object of their class
 * that they overlap most. An object of a crowd or a difficult one is not asked for; a detection on it is ignored.
 */
final class ImageJudgement {
    static final double FOREGROUND = 0.5;
    static final double BACKGROUND = 0.1;
    private static final int MOST_DETECTIONS = 100;
    private static final int NONE = -1;

    private final Example example;
    private final List<Annotation> truths;
    private final List<Detection> detections;
    private final double[][] overlaps; // [detections][truths]
    private final boolean[] right; // [detections]
    private final boolean[] found; // [truths]
    private final boolean[] repairable; // [truths]
    private final List<Detection> correct = new ArrayList<>();
    private final List<Annotation> unfound = new ArrayList<>();
    private final List<Mistake> mistakes = new ArrayList<>();

    ImageJudgement(Example example, List<Detection> predicted) {
        this.example = example;
        truths = example.annotations().stream().filter(VocMatcher::counts).toList();
        detections = predicted.stream()
                .sorted(Comparator.comparingDouble(Detection::score).reversed())
                .limit(MOST_DETECTIONS)
                .toList();
        overlaps = overlaps();
        right = new boolean[detections.size()];
        found = new boolean[truths.size()];
        repairable = new boolean[truths.size()];
        judge();
    }

    private double[][] overlaps() {
        BoxColumns<Detection> rows = BoxColumns.of(detections, Detection::box);
        BoxColumns<Annotation> columns = BoxColumns.of(truths, Annotation::box);
        double[][] iou = new double[rows.size()][columns.size()];
        for (int d = 0; d < rows.size(); d++) {
            for (int t = 0; t < columns.size(); t++) {
                iou[d][t] = rows.iou(d, columns, t);
            }
        }
        return iou;
    }

    /** The objects to be found. */
    List<Annotation> truths() {
        return truths;
    }

    /** The detections that found an object, best first. */
    List<Detection> correct() {
        return correct;
    }

    /** The objects that no detection found, whether or not an error is about them. */
    List<Annotation> unfound() {
        return unfound;
    }

    /** The errors of detections, best first, then the missed objects. */
    List<Mistake> mistakes() {
        return mistakes;
    }

    /** Tells of each detection that counts, best first, whether it is a hit. */
    void inOrder(BiConsumer<Detection, Boolean> hitOrMiss) {
        for (int d = 0; d < right.length; d++) {
            if (right[d] || !isIgnored(example, detections.get(d))) {
                hitOrMiss.accept(detections.get(d), right[d]);
            }
        }
    }

    private void judge() {
        for (int d = 0; d < right.length; d++) {
            int best = mostOverlapped(d, ofClass(d, true), true);
            if (best != NONE && overlaps[d][best] >= FOREGROUND) {
                right[d] = true;
                found[best] = true;
                correct.add(detections.get(d));
            }
        }
        for (int d = 0; d < right.length; d++) {
            if (!right[d]) {
                mistakes.add(explain(d));
            }
        }
        for (int t = 0; t < found.length; t++) {
            if (!found[t]) {
                unfound.add(truths.get(t));
                if (!repairable[t]) {
                    mistakes.add(new Mistake(ErrorKind.MISSED, example.id(), null, truths.get(t), true, true));
                }
            }
        }
    }

    private Mistake explain(int d) {
        int own = mostOverlapped(d, ofClass(d, true), false);
        if (own != NONE && overlaps[d][own] >= BACKGROUND && overlaps[d][own] <= FOREGROUND) {
            return mistake(ErrorKind.LOCALISATION, d, own, repairs(own));
        }
        int other = mostOverlapped(d, ofClass(d, false), false);
        if (other != NONE && overlaps[d][other] >= FOREGROUND) {
            return mistake(ErrorKind.CLASS, d, other, repairs(other));
        }
        // What is of its class, above the threshold and yet not found by it, was found by a better one.
        if (own != NONE && overlaps[d][own] >= FOREGROUND) {
            return mistake(ErrorKind.DUPLICATE, d, own, false);
        }
        boolean nowhere = other == NONE || overlaps[d][other] <= BACKGROUND;
        return mistake(nowhere ? ErrorKind.BACKGROUND : ErrorKind.BOTH, d, NONE, false);
    }

    /** True for the first, and so best, of the errors about an object that was not found. */
    private boolean repairs(int truth) {
        if (found[truth] || repairable[truth]) {
            return false;
        }
        repairable[truth] = true;
        return true;
    }

    private Mistake mistake(ErrorKind kind, int d, int truth, boolean repairs) {
        Detection detection = detections.get(d);
        return new Mistake(
                kind,
                example.id(),
                detection,
                truth == NONE ? null : truths.get(truth),
                !isIgnored(example, detection),
                repairs);
    }

    /** The truth that a detection overlaps most, the first of equals, among those chosen; NONE where it meets none. */
    private int mostOverlapped(int d, boolean[] chosen, boolean freeOnly) {
        int best = NONE;
        double most = 0;
        for (int t = 0; t < chosen.length; t++) {
            if (chosen[t] && !(freeOnly && found[t]) && overlaps[d][t] > most) {
                most = overlaps[d][t];
                best = t;
            }
        }
        return best;
    }

    private boolean[] ofClass(int d, boolean same) {
        boolean[] chosen = new boolean[truths.size()];
        for (int t = 0; t < chosen.length; t++) {
            chosen[t] = (truths.get(t).label() == detections.get(d).label()) == same;
        }
        return chosen;
    }

    /** True for a detection that lies on a crowd or a difficult object of its class. */
    static boolean isIgnored(Example example, Detection detection) {
        return example.annotations().stream()
                .filter(t -> !VocMatcher.counts(t) && t.label() == detection.label())
                .anyMatch(t -> overlapWithIgnored(detection.box(), t) > FOREGROUND);
    }

    /** Of a crowd the share of the detection that lies on it counts, of a difficult object the overlap. */
    private static double overlapWithIgnored(Box box, Annotation ignored) {
        return ignored.crowd() ? box.intersection(ignored.box()) / box.area() : box.iou(ignored.box());
    }
}
