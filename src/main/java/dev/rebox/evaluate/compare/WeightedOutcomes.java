package dev.rebox.evaluate.compare;

import dev.rebox.evaluate.coco.CocoMatcher;
import dev.rebox.evaluate.coco.CocoOutcomes;
import dev.rebox.evaluate.coco.IouThresholds;
import dev.rebox.evaluate.coco.ObjectSize;
import dev.rebox.evaluate.matching.ClassBoxes;
import dev.rebox.evaluate.matching.Outcome;
import dev.rebox.evaluate.matching.RecallCurve;
import dev.rebox.evaluate.voc.VocMatcher;
import dev.rebox.evaluate.voc.VocMetrics;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A set of detections matched once and for all, whose AP can then be had quickly for any number of copies of each image:
 * matching looks at one image at a time, so that copies repeat its outcomes.
 */
final class WeightedOutcomes {
    private final List<OfClass> classes;

    WeightedOutcomes(List<ClassBoxes> boxes) {
        classes = boxes.stream().map(OfClass::new).toList();
    }

    /** VOC's mAP at IoU .5, all points, with {@code copies[i]} copies of image i. */
    double voc(int[] copies) {
        return mean(c -> c.voc(copies));
    }

    /** COCO's AP at IoU .5:.95. */
    double coco(int[] copies) {
        return mean(c -> c.coco(copies));
    }

    private double mean(ToDoubleFunction<OfClass> ap) {
        return classes.stream().mapToDouble(ap).filter(f -> f > -1).average().orElse(-1);
    }

    /** One class, its detections best first. */
    private static final class OfClass {
        private final int[] image; // [detections], of each the image
        private final byte[] voc; // [detections]
        private final byte[][] coco; // [T][detections]
        private final int[] truthImage; // of each object to be found the image
        private final RecallCurve curve = new RecallCurve(0);

        OfClass(ClassBoxes boxes) {
            int[] order = boxes.order();
            int[] imageOfRow = new int[order.length];
            truthImage = new int[VocMatcher.positives(boxes)];
            int objects = 0;
            for (int group = 0; group < boxes.groups(); group++) {
                for (int d = boxes.detectionStart(group); d < boxes.detectionEnd(group); d++) {
                    imageOfRow[d] = boxes.image(group);
                }
                for (int t = boxes.truthStart(group); t < boxes.truthEnd(group); t++) {
                    if (VocMatcher.isAsked(boxes.truth().source(t))) {
                        truthImage[objects++] = boxes.image(group);
                    }
                }
            }
            CocoOutcomes outcomes = CocoMatcher.match(boxes, IouThresholds.coco(), ObjectSize.ALL)
                    .get(0);
            image = new int[order.length];
            voc = inOrder(VocMatcher.match(boxes, VocMetrics.IOU).outcome(), order);
            coco = new byte[outcomes.outcomes().length][];
            for (int t = 0; t < coco.length; t++) {
                coco[t] = inOrder(outcomes.outcomes()[t], order);
            }
            for (int i = 0; i < order.length; i++) {
                image[i] = imageOfRow[order[i]];
            }
        }

        private static byte[] inOrder(byte[] outcome, int[] order) {
            byte[] sorted = new byte[order.length];
            for (int i = 0; i < order.length; i++) {
                sorted[i] = outcome[order[i]];
            }
            return sorted;
        }

        double voc(int[] copies) {
            return draw(voc, copies) ? curve.allPointAveragePrecision() : -1;
        }

        double coco(int[] copies) {
            double sum = 0;
            for (byte[] outcome : coco) {
                if (!draw(outcome, copies)) {
                    return -1;
                }
                sum += curve.averagePrecision();
            }
            return sum / coco.length;
        }

        /** Draws the curve; false where no object is left to be found. */
        private boolean draw(byte[] outcome, int[] copies) {
            long objects = 0;
            for (int i : truthImage) {
                objects += copies[i];
            }
            curve.restart(objects);
            for (int i = 0; i < outcome.length; i++) {
                if (outcome[i] == Outcome.IGNORED) {
                    continue;
                }
                for (int copy = copies[image[i]]; copy > 0; copy--) {
                    if (outcome[i] == Outcome.HIT) {
                        curve.hit();
                    } else {
                        curve.miss();
                    }
                }
            }
            return objects > 0;
        }
    }
}
