package dev.rebox.detector.target;

import dev.rebox.data.Annotation;
import java.util.List;

/**
 * The labelled boxes of one image as arrays, in the order of its annotations.
 *
 * @param boxes [n, 4] packed, pixels of the resized image
 * @param labels [n] 1..K
 * @param crowd [n]
 */
public record GroundTruth(float[] boxes, int[] labels, boolean[] crowd) {
    public static GroundTruth of(List<Annotation> annotations) {
        int n = annotations.size();
        float[] boxes = new float[4 * n];
        int[] labels = new int[n];
        boolean[] crowd = new boolean[n];
        for (int i = 0; i < n; i++) {
            Annotation a = annotations.get(i);
            boxes[4 * i] = (float) a.box().x1();
            boxes[4 * i + 1] = (float) a.box().y1();
            boxes[4 * i + 2] = (float) a.box().x2();
            boxes[4 * i + 3] = (float) a.box().y2();
            labels[i] = a.label();
            crowd[i] = a.crowd();
        }
        return new GroundTruth(boxes, labels, crowd);
    }

    public int size() {
        return labels.length;
    }
}
