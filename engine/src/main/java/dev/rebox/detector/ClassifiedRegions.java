package dev.rebox.detector;

import dev.rebox.box.Detection;
import dev.rebox.box.Nms;
import dev.rebox.detector.target.BoxCoder;
import java.util.List;

/**
 * What the head says of the R regions of an image.
 *
 * @param probabilities [R, K + 1] packed
 * @param boxes [R, K, 4] packed: each region's box as each class would have it, in pixels of the resized image; none
 *     where the probability is too small for a detection
 * @param classes K
 */
record ClassifiedRegions(float[] probabilities, float[] boxes, int classes) {
    /**
     * @param probabilities [R, K + 1] packed
     * @param offsets [R, 4 K] packed
     * @param regions [R, 4] packed
     * @param width pixels of the resized image, to which boxes are clipped
     */
    static ClassifiedRegions of(
            float[] probabilities, float[] offsets, float[] regions, int classes, int width, int height) {
        int n = regions.length / 4;
        float[] boxes = new float[4 * n * classes];
        for (int r = 0; r < n; r++) {
            for (int k = 0; k < classes; k++) {
                int row = r * classes + k;
                if (probabilities[r * (classes + 1) + k + 1]
                        > DetectionLimits.SCORE_FLOOR) { // others cannot become detections
                    BoxCoder.decode(offsets, 4 * row, regions, r, boxes, row, width, height);
                }
            }
        }
        return new ClassifiedRegions(probabilities, boxes, classes);
    }

    /** R. */
    int size() {
        return boxes.length / 4 / classes;
    }

    /** The region that a detection was made of. @throws IllegalArgumentException if it is none of these */
    int regionOf(Detection detection) {
        for (int r = 0; r < size(); r++) {
            int at = 4 * (r * classes + detection.label() - 1);
            if (probabilities[r * (classes + 1) + detection.label()] == detection.score()
                    && boxes[at] == detection.box().x1()
                    && boxes[at + 1] == detection.box().y1()
                    && boxes[at + 2] == detection.box().x2()
                    && boxes[at + 3] == detection.box().y2()) {
                return r;
            }
        }
        throw new IllegalArgumentException(detection + " was not made of these regions");
    }

    /** Detections in the pixels of the resized image, by falling score. @param nms IoU above which the weaker goes */
    List<Detection> detections(double nms) {
        return Nms.perClass(
                probabilities,
                boxes,
                classes,
                DetectionLimits.SCORE_FLOOR,
                (float) nms,
                DetectionLimits.PER_CLASS,
                DetectionLimits.IN_ALL);
    }
}
