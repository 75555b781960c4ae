package dev.rebox.recycle;

import dev.rebox.box.Box;
import dev.rebox.box.LabelledBox;
import java.util.List;

/**
 * The closeness task's labels (paper, section 3.1 and Algorithm 2): which other classes stand near an annotated box.
 *
 * <p>Each box of another class speaks for its class with {@link #closeness}; the nearest of a class is heard; the label
 * is divided by its sum. Boxes of the box's own class say nothing. A box with no other class around is all background.
 */
public final class ClosenessLabels {
    private ClosenessLabels() {}

    /**
     * The labels of all boxes of an image. Boxes are clipped to the image first; one without area then says nothing
     * to others, and its own label is all background.
     *
     * @param classes K, the background not counted
     * @return {@code [boxes][K+1]} in the order of the boxes, each row of sum 1
     * @throws IllegalArgumentException for an image without area or a label outside 1..K
     */
    public static double[][] of(int width, int height, List<LabelledBox> boxes, int classes) {
        List<LabelledBox> clipped = SolidBoxes.clipped(width, height, boxes, classes);
        double[][] labels = new double[clipped.size()][];
        for (int b = 0; b < labels.length; b++) {
            labels[b] = label(clipped.get(b), clipped, Math.hypot(width, height), classes);
        }
        return labels;
    }

    /**
     * {@code 1 - (distance of the centres) / diagonal}: 1 for boxes with one centre, 0 for centres in opposite corners.
     *
     * @param diagonal of the image, pixels
     */
    public static double closeness(Box a, Box b, double diagonal) {
        return 1 - Math.hypot(a.centerX() - b.centerX(), a.centerY() - b.centerY()) / diagonal;
    }

    private static double[] label(LabelledBox box, List<LabelledBox> all, double diagonal, int classes) {
        double[] label = new double[classes + 1];
        double sum = 0;
        for (LabelledBox other : all) {
            boolean speaks = other.label() != box.label()
                    && !other.box().isEmpty()
                    && !box.box().isEmpty();
            if (speaks) {
                double nearest = Math.max(label[other.label()], closeness(box.box(), other.box(), diagonal));
                sum += nearest - label[other.label()];
                label[other.label()] = nearest;
            }
        }
        if (sum <= 0) {
            label[0] = 1;
            return label;
        }
        for (int k = 1; k <= classes; k++) {
            label[k] /= sum;
        }
        return label;
    }
}
