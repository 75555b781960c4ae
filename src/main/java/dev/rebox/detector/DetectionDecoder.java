package dev.rebox.detector;

import dev.rebox.box.Detection;
import dev.rebox.box.Nms;
import dev.rebox.detector.target.BoxCoder;
import java.util.List;

/** From the probabilities and offsets of a picture's regions to its detections. */
final class DetectionDecoder {
    private static final float SCORE_FLOOR = 0.001f;
    private static final int PER_CLASS = 100;
    private static final int IN_ALL = 300;

    private DetectionDecoder() {}

    /**
     * @param probabilities [R, K + 1] packed
     * @param offsets [R, 4 K] packed
     * @param regions [R, 4] packed
     * @param width pixels of the resized picture, to which boxes are clipped
     * @return detections in the pixels of the resized picture, by falling score
     */
    static List<Detection> decode(
            float[] probabilities, float[] offsets, float[] regions, int classes, int width, int height, double nms) {
        int n = regions.length / 4;
        float[] boxes = new float[4 * n * classes];
        for (int r = 0; r < n; r++) {
            for (int k = 0; k < classes; k++) {
                int row = r * classes + k;
                if (probabilities[r * (classes + 1) + k + 1] > SCORE_FLOOR) { // others cannot become detections
                    BoxCoder.decode(offsets, 4 * row, regions, r, boxes, row, width, height);
                }
            }
        }
        return Nms.perClass(probabilities, boxes, classes, SCORE_FLOOR, (float) nms, PER_CLASS, IN_ALL);
    }
}
