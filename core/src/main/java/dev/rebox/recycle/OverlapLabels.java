package dev.rebox.recycle;

import dev.rebox.box.Box;
import java.util.List;

/**
 * The overlap task's labels: how well a window shows an object, and where that object's sides lie. Detection learns boxes from
 * regions of an IoU of .5 and more, of which an image has few; here every window teaches.
 *
 * <p>The largest IoU of the window with a box is written over {@value #BINS} bins with the centres 0, .1 .. 1: what lies
 * between two centres is shared by these two so that the mean of the bins is the IoU. Behind it stands the
 * {@linkplain BorderLabels label of the sides} of that box, the first among equals; it is all 0, and not learned from, below
 * an IoU of {@value BorderLabels#LEAST_IOU}. Without boxes the IoU is 0. Boxes are clipped to the image first: where its
 * border cuts an object, what is seen ends there. Crowds are for the caller to leave out.
 */
public final class OverlapLabels {
    /** Of the IoU. */
    public static final int BINS = 11;

    /** Numbers of a label: the bins of the IoU, then those of the sides. */
    public static final int NUMBERS = BINS + BorderLabels.NUMBERS;

    private OverlapLabels() {}

    /** The largest IoU of a window with a box, 0..1; 0 without boxes. */
    public static double largest(Box window, List<Box> boxes) {
        return boxes.stream().mapToDouble(window::iou).max().orElse(0);
    }

    /**
     * The soft label of a window.
     *
     * @param boxes inside the image
     * @return {@code [NUMBERS]}: the first {@value #BINS} of sum 1, then each side's bins of sum 1, or all 0
     */
    public static float[] label(Box window, List<Box> boxes) {
        float[] label = new float[NUMBERS];
        double at = largest(window, boxes) * (BINS - 1);
        int bin = (int) Math.min(BINS - 2, Math.floor(at));
        label[bin] = (float) (1 - (at - bin));
        label[bin + 1] = (float) (at - bin);
        int object = BorderLabels.object(window, boxes);
        if (object >= 0) {
            float[] sides = BorderLabels.label(window, boxes.get(object));
            System.arraycopy(sides, 0, label, BINS, sides.length);
        }
        return label;
    }

    /** The IoU that bins stand for: their mean. @param label {@code [NUMBERS]} */
    public static double mean(float[] label) {
        double mean = 0;
        for (int i = 0; i < BINS; i++) {
            mean += label[i] * i / (BINS - 1);
        }
        return mean;
    }
}
