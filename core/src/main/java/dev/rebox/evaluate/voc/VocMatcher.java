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

    /**
     * What became of the detections of a class.
     *
     * @param outcome an {@link Outcome} for each detection row
     * @param truth the truth row that a hit found or that made a detection ignored, -1 for a miss
     */
    public record Matches(byte[] outcome, int[] truth) {}

    public static Matches match(ClassBoxes boxes, double threshold) {
        BoxColumns<Annotation> truth = boxes.truth();
        byte[] outcome = new byte[boxes.detections().size()];
        int[] matched = new int[outcome.length];
        boolean[] found = new boolean[truth.size()];
        for (int group = 0; group < boxes.groups(); group++) {
            for (int d = boxes.detectionStart(group); d < boxes.detectionEnd(group); d++) {
                int best = mostOverlapped(boxes, group, d, threshold);
                boolean asked = best >= 0 && counts(truth.source(best));
                outcome[d] = best < 0 || asked && found[best] ? Outcome.MISS : asked ? Outcome.HIT : Outcome.IGNORED;
                matched[d] = outcome[d] == Outcome.MISS ? -1 : best;
                if (asked) {
                    found[best] = true;
                }
            }
        }
        return new Matches(outcome, matched);
    }

    private static int mostOverlapped(ClassBoxes boxes, int group, int detection, double threshold) {
        int best = -1;
        double most = 0;
        for (int g = boxes.truthStart(group); g < boxes.truthEnd(group); g++) {
            double iou = boxes.detections().iou(detection, boxes.truth(), g);
            if (iou > most) {
                most = iou;
                best = g;
            }
        }
        return most >= threshold ? best : -1;
    }

    /** The objects to be found: all but the difficult ones and crowds. */
    public static int positives(ClassBoxes boxes) {
        int count = 0;
        for (int g = 0; g < boxes.truth().size(); g++) {
            count += counts(boxes.truth().source(g)) ? 1 : 0;
        }
        return count;
    }

    /** True for an object that is to be found, which difficult ones and crowds are not. */
    public static boolean counts(Annotation truth) {
        return !truth.difficult() && !truth.crowd();
    }
}
