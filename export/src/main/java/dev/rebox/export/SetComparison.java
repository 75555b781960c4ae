package dev.rebox.export;

import dev.rebox.box.Box;
import dev.rebox.box.Detection;
import dev.rebox.detector.DetectionLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares what two detectors find in an image, as sets: equal scores may come in any order. A detection has a twin if the
 * other found one of its class whose score and sides differ by no more than the tolerances. One without a twin is excused where
 * rounding decides whether it is there at all: within the tolerance of the least score that is kept, or where the other kept a
 * box of an equal score that overlaps it, for of two such boxes non-maximum suppression keeps any. Such ties are rare: where
 * there are many, they are none.
 */
final class SetComparison {
    /** What a score may differ by. */
    static final double SCORE = 1e-4;

    /** What a side of a box may differ by, pixels of the resized image. */
    static final double PIXELS = 0.05;

    /** What equal scores may differ by: a few times what rounding makes of a probability. */
    private static final double EQUAL = 1e-5;

    /** Two boxes that tie differ by more than this, pixels: else they are one box, and wrong. */
    private static final double APART = 1;
    /** A tie leaves one alone on either side; at most one in so many detections, and one in any case. */
    private static final int PER_TIE = 200;

    private final float[] floors;
    private final double nms;
    private double worstScore;
    private double worstBox;
    private int detections;
    private int excused;
    private int ties;

    /** @param floors [K]: the score that a detection of each class is above @param nms IoU above which one of two boxes goes */
    SetComparison(float[] floors, double nms) {
        this.floors = floors;
        this.nms = nms;
    }

    /** The largest difference of a score between twins. */
    double worstScore() {
        return worstScore;
    }

    /** The largest difference of a side between twins, pixels of the resized image. */
    double worstBox() {
        return worstBox;
    }

    /** Those of the first detector until now. */
    int detections() {
        return detections;
    }

    /** Those of both that have no twin and need none. */
    int excused() {
        return excused;
    }

    /** Adds an image. @return the surest detection that only one of them found, and what comes nearest to it, in words */
    Optional<String> add(List<Detection> first, List<Detection> second) {
        detections += first.size();
        List<Detection> left = new ArrayList<>(second);
        List<Detection> alone = new ArrayList<>();
        for (Detection d : first) {
            Detection twin = nearest(d, left);
            if (twin != null && areTwins(d, twin)) {
                worstScore = Math.max(worstScore, Math.abs(d.score() - twin.score()));
                worstBox = Math.max(worstBox, distance(d.box(), twin.box()));
                left.remove(twin);
            } else {
                alone.add(d);
            }
        }
        Optional<String> here = firstOf(alone, first, second);
        return here.isPresent() ? here : firstOf(left, second, first);
    }

    private Optional<String> firstOf(List<Detection> alone, List<Detection> own, List<Detection> other) {
        for (Detection d : alone) {
            if (isExcused(d, own) || hasRival(d, other) && ++ties <= 2 * (1 + detections / PER_TIE)) {
                excused++;
            } else {
                return Optional.of(words(d, nearest(d, other)));
            }
        }
        return Optional.empty();
    }

    private static boolean areTwins(Detection a, Detection b) {
        return Math.abs(a.score() - b.score()) <= SCORE && distance(a.box(), b.box()) <= PIXELS;
    }

    /** Whether it is so near to the least score that is kept, here or in its class, that rounding decides about it. */
    private boolean isExcused(Detection d, List<Detection> own) {
        double least = floors[d.label() - 1];
        if (own.size() == DetectionLimits.IN_ALL) {
            least = Math.max(least, own.get(own.size() - 1).score());
        }
        List<Detection> ofClass =
                own.stream().filter(o -> o.label() == d.label()).toList();
        if (ofClass.size() == DetectionLimits.PER_CLASS) {
            least = Math.max(least, ofClass.get(ofClass.size() - 1).score());
        }
        return d.score() <= least + SCORE;
    }

    /** Whether the other kept a box of an equal score in its place. */
    private boolean hasRival(Detection d, List<Detection> other) {
        return other.stream()
                .anyMatch(o -> o.label() == d.label()
                        && Math.abs(o.score() - d.score()) <= EQUAL
                        && o.box().iou(d.box()) > nms
                        && distance(o.box(), d.box()) > APART);
    }

    private static @Nullable Detection nearest(Detection d, List<Detection> others) {
        Detection nearest = null;
        double least = Double.POSITIVE_INFINITY;
        for (Detection other : others) {
            double far = distance(d.box(), other.box()) / PIXELS + Math.abs(d.score() - other.score()) / SCORE;
            if (other.label() == d.label() && far < least) {
                least = far;
                nearest = other;
            }
        }
        return nearest;
    }

    private static double distance(Box a, Box b) {
        return Math.max(
                Math.max(Math.abs(a.x1() - b.x1()), Math.abs(a.y1() - b.y1())),
                Math.max(Math.abs(a.x2() - b.x2()), Math.abs(a.y2() - b.y2())));
    }

    private static String words(Detection d, @Nullable Detection nearest) {
        String who = String.format(Locale.ROOT, "a detection of class %d with score %.5f", d.label(), d.score());
        return nearest == null
                ? who + " has none of its class beside it"
                : who
                        + String.format(
                                Locale.ROOT,
                                " differs from the nearest by %.2g in score and %.2g pixels",
                                Math.abs(d.score() - nearest.score()),
                                distance(d.box(), nearest.box()));
    }
}
