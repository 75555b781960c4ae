package dev.rebox.evaluate.coco;

import dev.rebox.data.Annotation;
import dev.rebox.evaluate.matching.BoxColumns;
import dev.rebox.evaluate.matching.ClassBoxes;
import dev.rebox.evaluate.matching.Outcome;
import java.util.Arrays;
import java.util.List;

/**
 * COCO's matching of one class. In each image, detections from the highest score down take the object they overlap most
 * among those still free, if the overlap reaches the threshold. Objects that are not asked for (crowds, difficult ones,
 * those of another size) come last and are taken only where no other is in reach; a detection on one is ignored, and so is an unmatched one of
 * another size. A crowd can be taken again and again, by the share of the detection that lies on it.
 *
 * <p>An object whose annotation id in the file is 0 is never found: pycocotools marks a match by that id, in which 0 means
 * none, and its figures are to be reproduced. Files of one's own number their annotations from 1.
 */
public final class CocoMatcher {
    /** The detections counted in an image and class. */
    public static final int MOST_DETECTIONS = 100;
    /** A threshold of 1 must not fail on the last bit of an overlap. */
    private static final double HIGHEST_THRESHOLD = 1 - 1e-10;

    private final ClassBoxes boxes;
    private final double[] thresholds;
    private final ObjectSize[] sizes;
    private final byte[][][] outcomes; // [size][T][rows]
    private final int[] positives;

    private int firstTruth;
    private int truths;
    private double[] overlaps = new double[0]; // [detections of the group][truths of the group]
    private int[] truthOrder = new int[0]; // those asked for first
    private boolean[] taken = new boolean[0];
    private boolean[] crowd = new boolean[0];

    private CocoMatcher(ClassBoxes boxes, double[] thresholds, ObjectSize[] sizes) {
        this.boxes = boxes;
        this.thresholds = thresholds;
        this.sizes = sizes;
        outcomes = new byte[sizes.length][thresholds.length][boxes.detections().size()];
        positives = new int[sizes.length];
    }

    /** Matches one class at each threshold, once for each size. */
    public static List<CocoOutcomes> match(ClassBoxes boxes, double[] thresholds, ObjectSize... sizes) {
        CocoMatcher matcher = new CocoMatcher(boxes, thresholds, sizes);
        for (int group = 0; group < boxes.groups(); group++) {
            matcher.matchImage(group);
        }
        CocoOutcomes[] all = new CocoOutcomes[sizes.length];
        Arrays.setAll(all, s -> new CocoOutcomes(matcher.outcomes[s], matcher.positives[s]));
        return List.of(all);
    }

    private void matchImage(int group) {
        int start = boxes.detectionStart(group);
        int end = Math.min(boxes.detectionEnd(group), start + MOST_DETECTIONS);
        measureOverlaps(group, start, end);
        for (int s = 0; s < sizes.length; s++) {
            int asked = orderTruths(sizes[s]);
            positives[s] += asked;
            for (int t = 0; t < thresholds.length; t++) {
                byte[] outcome = outcomes[s][t];
                matchDetections(outcome, start, end, asked, Math.min(thresholds[t], HIGHEST_THRESHOLD));
                ignoreOtherSizes(outcome, start, end, sizes[s]);
                Arrays.fill(outcome, end, boxes.detectionEnd(group), Outcome.IGNORED);
            }
        }
    }

    private void measureOverlaps(int group, int start, int end) {
        firstTruth = boxes.truthStart(group);
        truths = boxes.truthEnd(group) - firstTruth;
        if (taken.length < truths) {
            taken = new boolean[2 * truths];
            crowd = new boolean[2 * truths];
            truthOrder = new int[2 * truths];
        }
        int needed = truths * (end - start);
        if (overlaps.length < needed) {
            overlaps = new double[2 * needed];
        }
        BoxColumns<Annotation> truth = boxes.truth();
        for (int g = 0; g < truths; g++) {
            crowd[g] = truth.source(firstTruth + g).crowd();
            for (int d = start; d < end; d++) {
                overlaps[(d - start) * truths + g] = crowd[g]
                        ? boxes.detections().shareOn(d, truth, firstTruth + g)
                        : boxes.detections().iou(d, truth, firstTruth + g);
            }
        }
    }

    /** Puts the truths that are asked for first, each part in its old order, and returns how many those are. */
    private int orderTruths(ObjectSize size) {
        int asked = 0;
        for (int g = 0; g < truths; g++) {
            if (asksFor(boxes.truth().source(firstTruth + g), size)) {
                truthOrder[asked++] = g;
            }
        }
        int next = asked;
        for (int g = 0; g < truths; g++) {
            if (!asksFor(boxes.truth().source(firstTruth + g), size)) {
                truthOrder[next++] = g;
            }
        }
        return asked;
    }

    private static boolean asksFor(Annotation truth, ObjectSize size) {
        return !truth.crowd() && !truth.difficult() && size.holds(truth.area());
    }

    private void matchDetections(byte[] outcome, int start, int end, int asked, double threshold) {
        Arrays.fill(taken, 0, truths, false);
        for (int d = start; d < end; d++) {
            int best = bestFree((d - start) * truths, asked, threshold);
            if (best < 0) {
                outcome[d] = Outcome.MISS;
            } else {
                outcome[d] = best >= asked ? Outcome.IGNORED : numberedZero(best) ? Outcome.MISS : Outcome.HIT;
                taken[truthOrder[best]] = true;
            }
        }
    }

    /** COCO's tool marks a match by the annotation's id, and so takes a match with the id 0 for none. */
    private boolean numberedZero(int place) {
        return boxes.truth().source(firstTruth + truthOrder[place]).origin().id() == 0;
    }

    /** The place in the order of the truth to take, or -1; the last of equal overlaps wins, as in COCO's tool. */
    private int bestFree(int row, int asked, double threshold) {
        double least = threshold;
        int best = -1;
        for (int place = 0; place < truths; place++) {
            if (place == asked && best >= 0) {
                break;
            }
            int g = truthOrder[place];
            if (overlaps[row + g] >= least && (!taken[g] || crowd[g])) {
                least = overlaps[row + g];
                best = place;
            }
        }
        return best;
    }

    private void ignoreOtherSizes(byte[] outcome, int start, int end, ObjectSize size) {
        for (int d = start; d < end; d++) {
            if (outcome[d] == Outcome.MISS && !size.holds(boxes.detections().area(d))) {
                outcome[d] = Outcome.IGNORED;
            }
        }
    }
}
