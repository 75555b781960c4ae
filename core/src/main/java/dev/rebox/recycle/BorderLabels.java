package dev.rebox.recycle;

import dev.rebox.box.Box;
import java.util.List;

/**
 * The borders task's labels: where the four sides of an object lie relative to a region, so that any region near an object
 * learns of its place, not only those that detection calls positive.
 *
 * <p>For a region of width w and height h and the object's box b, the displacements are {@code (b.x1 - x1) / w},
 * {@code (b.y1 - y1) / h}, {@code (b.x2 - x2) / w} and {@code (b.y2 - y2) / h}: left, top, right, bottom, above 0 to the right
 * and downwards. Each is written over {@value #BINS} bins with the centres -6/8, -5/8 .. 6/8: what lies between two centres is
 * shared by these two so that the mean of the bins is the displacement (Li et al. 2020, Generalized Focal Loss); what lies
 * beyond them is all in the last bin.
 *
 * <p>The object of a region is the one of the largest IoU, the first among equals. A region of which no object has an IoU of
 * {@value #LEAST_IOU} has no label, and so has none in an image without boxes. Boxes are clipped to the image first: where
 * its border cuts an object, what is seen ends there. Crowds are for the caller to leave out.
 */
public final class BorderLabels {
    /** Left, top, right, bottom. */
    public static final int SIDES = 4;

    /** Of each side. */
    public static final int BINS = 13;

    /** Numbers of a label: {@code [SIDES][BINS]}, packed. */
    public static final int NUMBERS = SIDES * BINS;

    /** Below it a region shows too little of an object to tell where its sides are. */
    public static final double LEAST_IOU = 0.2;

    private static final double STEP = 1 / 8.0;
    private static final int MIDDLE = BINS / 2;

    private BorderLabels() {}

    /** The place of the object that a region shows, -1 where it shows none well enough. @param boxes inside the image */
    public static int object(Box region, List<Box> boxes) {
        int best = -1;
        double most = 0;
        for (int i = 0; i < boxes.size(); i++) {
            double iou = region.iou(boxes.get(i));
            if (iou >= LEAST_IOU && iou > most) {
                best = i;
                most = iou;
            }
        }
        return best;
    }

    /** The four displacements of a box's sides from a region's, in widths and heights of the region. */
    public static double[] displacements(Box region, Box box) {
        return new double[] {
            (box.x1() - region.x1()) / region.width(),
            (box.y1() - region.y1()) / region.height(),
            (box.x2() - region.x2()) / region.width(),
            (box.y2() - region.y2()) / region.height()
        };
    }

    /**
     * The soft label of a region for an object.
     *
     * @return {@code [SIDES * BINS]} packed: each side's bins are not negative, of sum 1
     */
    public static float[] label(Box region, Box box) {
        float[] label = new float[NUMBERS];
        double[] displacements = displacements(region, box);
        for (int side = 0; side < SIDES; side++) {
            double at = Math.max(0, Math.min(BINS - 1, displacements[side] / STEP + MIDDLE));
            int bin = (int) Math.min(BINS - 2, Math.floor(at));
            label[side * BINS + bin] = (float) (1 - (at - bin));
            label[side * BINS + bin + 1] = (float) (at - bin);
        }
        return label;
    }

    /** The displacements that bins stand for: the mean of each side. @param bins {@code [SIDES * BINS]} of sums 1 */
    public static double[] means(float[] bins) {
        double[] means = new double[SIDES];
        for (int i = 0; i < NUMBERS; i++) {
            means[i / BINS] += bins[i] * STEP * (i % BINS - MIDDLE);
        }
        return means;
    }

    /** The box whose sides are displaced so from a region's. */
    public static Box moved(Box region, double[] displacements) {
        return new Box(
                region.x1() + displacements[0] * region.width(),
                region.y1() + displacements[1] * region.height(),
                region.x2() + displacements[2] * region.width(),
                region.y2() + displacements[3] * region.height());
    }
}
