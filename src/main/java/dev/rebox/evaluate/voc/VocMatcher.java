package dev.rebox.evaluate.voc;

import dev.rebox.data.Annotation;
import dev.rebox.evaluate.matching.BoxColumns;
import dev.rebox.evaluate.matching.ClassBoxes;
import dev.rebox.evaluate.matching.Outcome;

/**
 * The VOC development kit's matching of one class. Each detection, from the highest score down, looks at the one object it
 * overlaps most, the first of equals. At the threshold or above: a difficult object (or a crowd) makes it ignored, an
 * object found before makes it a duplicate and so a false positive, another one makes it a hit. Below: a false positive.
 */
public final class VocMatcher {
    private VocMatcher() {}

    /** An {@link Outcome} for each detection row. */
    public static byte[] match(ClassBoxes boxes, double threshold) {
        BoxColumns<Annotation> truth = boxes.truth();
        byte[] outcomes = new byte[boxes.detections().size()];
        boolean[] found = new boolean[truth.size()];
        for (int group = 0; group < boxes.groups(); group++) {
            for (int d = boxes.detectionStart(group); d < boxes.detectionEnd(group); d++) {
                int best = -1;
                double most = 0;
                for (int g = boxes.truthStart(group); g < boxes.truthEnd(group); g++) {
                    double iou = boxes.detections().iou(d, truth, g);
                    if (iou > most) {
                        most = iou;
                        best = g;
                    }
                }
                if (best < 0 || most < threshold) {
                    outcomes[d] = Outcome.MISS;
                } else if (!isAsked(truth.source(best))) {
                    outcomes[d] = Outcome.IGNORED;
                } else {
                    outcomes[d] = found[best] ? Outcome.MISS : Outcome.HIT;
                    found[best] = true;
                }
            }
        }
        return outcomes;
    }

    /** The objects to be found: all but the difficult ones and crowds. */
    public static int positives(ClassBoxes boxes) {
        int count = 0;
        for (int g = 0; g < boxes.truth().size(); g++) {
            count += isAsked(boxes.truth().source(g)) ? 1 : 0;
        }
        return count;
    }

    private static boolean isAsked(Annotation truth) {
        return !truth.difficult() && !truth.crowd();
    }
}
