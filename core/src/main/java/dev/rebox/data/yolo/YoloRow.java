package dev.rebox.data.yolo;

import dev.rebox.box.Box;
import dev.rebox.data.Origin;
import dev.rebox.data.PointsBox;
import java.util.Optional;

/**
 * One line of a label file: a class, and either {@code centerX centerY width height} with something behind it or a polygon
 * {@code x1 y1 x2 y2 x3 y3 ...}, in fractions of the image's sides.
 *
 * @param label 1..K
 * @param values what follows the class, 4 or more
 */
record YoloRow(int label, double[] values, Origin origin) {
    /** Rounding of tools that write few digits. */
    private static final double SLACK = 0.02;

    private static final int SHORTEST_POLYGON = 6;

    /** Whether it is a box and nothing else. */
    boolean isPlain() {
        return values.length == 4;
    }

    /** Whether the numbers can be points of a polygon within the image. */
    boolean fitsPolygon() {
        if (values.length < SHORTEST_POLYGON || values.length % 2 != 0) {
            return false;
        }
        for (double value : values) {
            if (value < -SLACK || value > 1 + SLACK) {
                return false;
            }
        }
        return polygon().isPresent();
    }

    /**
     * Whether the first four numbers can be a box within the image and the others what tools write behind one: a confidence
     * and a track's number, or keypoints, which lie on the object or are 0.
     */
    boolean fitsBox() {
        Box box = box();
        boolean inside = box.x1() >= -SLACK && box.y1() >= -SLACK && box.x2() <= 1 + SLACK && box.y2() <= 1 + SLACK;
        if (!inside || box.isEmpty()) {
            return false;
        }
        int behind = values.length - 4;
        boolean scored = behind <= 2 && values[4] >= 0 && values[4] <= 1 && (behind == 1 || isCount(values[5]));
        return behind == 0 || scored || keypointsLieOn(box, 2) || keypointsLieOn(box, 3);
    }

    private static boolean isCount(double value) {
        return value >= 0 && value == Math.rint(value);
    }

    /** @param numbers a keypoint: x, y and perhaps whether it is seen, 0 to 2 */
    private boolean keypointsLieOn(Box box, int numbers) {
        if ((values.length - 4) % numbers != 0) {
            return false;
        }
        for (int i = 4; i < values.length; i += numbers) {
            double x = values[i];
            double y = values[i + 1];
            boolean unseen = x == 0 && y == 0;
            boolean on =
                    x >= box.x1() - SLACK && x <= box.x2() + SLACK && y >= box.y1() - SLACK && y <= box.y2() + SLACK;
            boolean told = numbers == 2 || values[i + 2] >= 0 && values[i + 2] <= 2;
            if (!(unseen || on) || !told) {
                return false;
            }
        }
        return true;
    }

    /** The box of the first four numbers. */
    Box box() {
        return Box.ofSize(values[0] - values[2] / 2, values[1] - values[3] / 2, values[2], values[3]);
    }

    /** The box around the polygon; empty where it has no area. */
    Optional<Box> polygon() {
        PointsBox box = new PointsBox();
        for (int i = 0; i + 1 < values.length; i += 2) {
            box.add(values[i], values[i + 1]);
        }
        return box.box();
    }
}
