package dev.rebox.detector;

import dev.rebox.auxiliary.Frame;
import dev.rebox.box.Detection;
import dev.rebox.box.Nms;
import dev.rebox.detector.target.BoxCoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** From the probabilities and offsets of regions to detections. @param classes K @param nms IoU of boxes that exclude each other */
record DetectionDecoder(int classes, double nms) {
    private static final float SCORE_FLOOR = 0.001f;
    private static final int PER_CLASS = 100;
    private static final int IN_ALL = 300;

    /**
     * @param probabilities [N, K + 1] packed, of the regions of all pictures, one picture after the other
     * @param offsets [N, 4 K] packed
     * @param regions of each picture [R, 4] packed
     * @return detections of each picture
     */
    List<List<Detection>> decode(float[] probabilities, float[] offsets, List<float[]> regions, Frame frame) {
        List<List<Detection>> detections = new ArrayList<>();
        int first = 0;
        for (int picture = 0; picture < regions.size(); picture++) {
            float[] boxes = regions.get(picture);
            int n = boxes.length / 4;
            detections.add(decode(
                    part(probabilities, first, n, classes + 1),
                    part(offsets, first, n, 4 * classes),
                    boxes,
                    frame.widths()[picture],
                    frame.heights()[picture]));
            first += n;
        }
        return detections;
    }

    private static float[] part(float[] rows, int first, int count, int columns) {
        return Arrays.copyOfRange(rows, first * columns, (first + count) * columns);
    }

    /**
     * @param probabilities [R, K + 1] packed, of the regions of one picture
     * @param offsets [R, 4 K] packed
     * @param regions [R, 4] packed
     * @param width pixels of the resized picture, to which boxes are clipped
     * @return detections in the pixels of the resized picture, by falling score
     */
    List<Detection> decode(float[] probabilities, float[] offsets, float[] regions, int width, int height) {
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
