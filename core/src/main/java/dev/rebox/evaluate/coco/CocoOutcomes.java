package dev.rebox.evaluate.coco;

import dev.rebox.evaluate.matching.ClassBoxes;
import dev.rebox.evaluate.matching.Outcome;
import dev.rebox.evaluate.matching.RecallCurve;

/**
 * What COCO's matching says of the detections of one class and one object size.
 *
 * @param outcomes [T][rows of the class's detections], an {@link Outcome} each
 * @param positives the objects to be found
 */
public record CocoOutcomes(byte[][] outcomes, int positives) {
    /** AP at the t-th threshold, or -1 where there is nothing to be found. */
    public double averagePrecision(ClassBoxes boxes, int t, RecallCurve curve) {
        if (positives == 0) {
            return -1;
        }
        curve.restart(positives);
        byte[] outcome = outcomes[t];
        for (int row : boxes.order()) {
            if (outcome[row] == Outcome.HIT) {
                curve.hit();
            } else if (outcome[row] == Outcome.MISS) {
                curve.miss();
            }
        }
        return curve.averagePrecision();
    }

    /** The share of the objects found by the best {@code most} detections of each image, or -1 without objects. */
    public double recall(ClassBoxes boxes, int t, int most) {
        if (positives == 0) {
            return -1;
        }
        int hits = 0;
        for (int group = 0; group < boxes.groups(); group++) {
            int start = boxes.detectionStart(group);
            int end = Math.min(boxes.detectionEnd(group), start + most);
            for (int row = start; row < end; row++) {
                hits += outcomes[t][row] == Outcome.HIT ? 1 : 0;
            }
        }
        return hits / (double) positives;
    }
}
