package dev.rebox.box;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Greedy non-maximum suppression: from the highest score down, a box is kept unless its IoU with a kept one is above
 * the threshold. Candidates are sorted only as far as needed and compared only with kept boxes, so that keeping 300 of
 * 23,000 costs a millisecond or two. Boxes without area and scores that are NaN are never kept.
 */
public final class Nms {
    private Nms() {}

    /**
     * The boxes kept.
     *
     * @param boxes {@code [n, 4]} packed, each {@code x1, y1, x2, y2} in any unit
     * @param scores {@code [n]}
     * @param iouThreshold 0..1; a box with a higher IoU than this goes
     * @param limit at most so many are kept
     * @return their indices by falling score, equal scores by rising index
     */
    public static int[] keep(float[] boxes, float[] scores, float iouThreshold, int limit) {
        if (boxes.length != 4 * scores.length) {
            throw new IllegalArgumentException(boxes.length + " coordinates for " + scores.length + " scores");
        }
        return keep(boxes, scores, scores.length, iouThreshold, limit);
    }

    /** The same of the first {@code n} boxes only. */
    public static int[] keep(float[] boxes, float[] scores, int n, float iouThreshold, int limit) {
        int room = Math.max(0, Math.min(limit, n));
        int[] kept = new int[room];
        float[] corners = new float[4 * room];
        float[] areas = new float[room];
        int count = 0;
        for (ScoreOrder order = new ScoreOrder(scores, n); count < room && !order.isEmpty(); ) {
            int candidate = order.next();
            int at = 4 * candidate;
            float width = boxes[at + 2] - boxes[at];
            float height = boxes[at + 3] - boxes[at + 1];
            if (!(width > 0 && height > 0)) {
                continue;
            }
            float area = width * height;
            if (!overlapsKept(boxes, at, area, corners, areas, count, iouThreshold)) {
                System.arraycopy(boxes, at, corners, 4 * count, 4);
                areas[count] = area;
                kept[count++] = candidate;
            }
        }
        return Arrays.copyOf(kept, count);
    }

    /**
     * Final detections: suppression within each class, then the best over all classes (by score; equal scores by
     * rising class, then as kept).
     *
     * @param probabilities {@code [regions, classes + 1]} packed, column 0 the background
     * @param boxes {@code [regions, classes, 4]} packed: each region's box as each class would have it
     * @param classes K
     * @param scoreFloor a probability must be above it
     * @param iouThreshold 0..1
     * @param classLimit at most so many of a class
     * @param limit at most so many in all
     * @return by falling score
     */
    public static List<Detection> perClass(
            float[] probabilities,
            float[] boxes,
            int classes,
            float scoreFloor,
            float iouThreshold,
            int classLimit,
            int limit) {
        int regions = probabilities.length / (classes + 1);
        if (probabilities.length != regions * (classes + 1) || boxes.length != regions * classes * 4) {
            throw new IllegalArgumentException(probabilities.length + " probabilities and " + boxes.length
                    + " coordinates do not make regions of " + classes + " classes");
        }
        float[] classBoxes = new float[4 * regions];
        float[] classScores = new float[regions];
        List<Detection> found = new ArrayList<>();
        for (int k = 1; k <= classes; k++) {
            int n = 0;
            for (int r = 0; r < regions; r++) {
                float score = probabilities[r * (classes + 1) + k];
                if (score > scoreFloor) {
                    classScores[n] = score;
                    System.arraycopy(boxes, 4 * (r * classes + k - 1), classBoxes, 4 * n, 4);
                    n++;
                }
            }
            for (int i : keep(classBoxes, classScores, n, iouThreshold, classLimit)) {
                int at = 4 * i;
                Box box = new Box(classBoxes[at], classBoxes[at + 1], classBoxes[at + 2], classBoxes[at + 3]);
                found.add(new Detection(box, k, classScores[i]));
            }
        }
        found.sort((a, b) -> Double.compare(b.score(), a.score()));
        return List.copyOf(found.subList(0, Math.min(limit, found.size())));
    }

    private static boolean overlapsKept(
            float[] boxes, int at, float area, float[] corners, float[] areas, int count, float iouThreshold) {
        float x1 = boxes[at];
        float y1 = boxes[at + 1];
        float x2 = boxes[at + 2];
        float y2 = boxes[at + 3];
        for (int k = 0, c = 0; k < count; k++, c += 4) {
            float width = Math.min(x2, corners[c + 2]) - Math.max(x1, corners[c]);
            float height = Math.min(y2, corners[c + 3]) - Math.max(y1, corners[c + 1]);
            if (width > 0 && height > 0) {
                float both = width * height;
                if (both > iouThreshold * (area + areas[k] - both)) {
                    return true;
                }
            }
        }
        return false;
    }
}
