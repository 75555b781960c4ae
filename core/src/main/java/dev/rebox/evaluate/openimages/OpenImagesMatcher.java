package dev.rebox.evaluate.openimages;

import dev.rebox.data.Annotation;
import dev.rebox.evaluate.matching.BoxColumns;
import dev.rebox.evaluate.matching.ClassBoxes;
import dev.rebox.evaluate.matching.Outcome;

/**
 * Open Images' matching of one class. Each detection, from the highest score down, looks at the one single object that it overlaps
 * most; where their IoU is .5 or more and the object is free, it is a hit. Any other one is ignored if half of its area or more lies
 * within one group, and else a false positive.
 */
final class OpenImagesMatcher {
    /** The IoU that is asked for. */
    static final double IOU = 0.5;
    /** The least part of a detection's area that lies on a group which it is within. */
    static final double WITHIN = 0.5;

    private OpenImagesMatcher() {}

    /** An {@link Outcome} for each detection. */
    static byte[] match(ClassBoxes boxes) {
        BoxColumns<Annotation> truth = boxes.truth();
        byte[] outcome = new byte[boxes.detections().size()];
        boolean[] found = new boolean[truth.size()];
        for (int group = 0; group < boxes.groups(); group++) {
            for (int d = boxes.detectionStart(group); d < boxes.detectionEnd(group); d++) {
                int best = mostOverlapped(boxes, group, d);
                if (best >= 0 && !found[best]) {
                    found[best] = true;
                    outcome[d] = Outcome.HIT;
                } else {
                    outcome[d] = isWithinGroup(boxes, group, d) ? Outcome.IGNORED : Outcome.MISS;
                }
            }
        }
        return outcome;
    }

    /** The objects to be found: all but groups. */
    static int positives(ClassBoxes boxes) {
        int count = 0;
        for (int g = 0; g < boxes.truth().size(); g++) {
            count += boxes.truth().source(g).crowd() ? 0 : 1;
        }
        return count;
    }

    private static int mostOverlapped(ClassBoxes boxes, int group, int detection) {
        int best = -1;
        double most = 0;
        for (int g = boxes.truthStart(group); g < boxes.truthEnd(group); g++) {
            double iou = boxes.detections().iou(detection, boxes.truth(), g);
            if (!boxes.truth().source(g).crowd() && iou > most) {
                most = iou;
                best = g;
            }
        }
        return most >= IOU ? best : -1;
    }

    private static boolean isWithinGroup(ClassBoxes boxes, int group, int detection) {
        for (int g = boxes.truthStart(group); g < boxes.truthEnd(group); g++) {
            if (boxes.truth().source(g).crowd() && boxes.detections().shareOn(detection, boxes.truth(), g) >= WITHIN) {
                return true;
            }
        }
        return false;
    }
}
