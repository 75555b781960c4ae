package dev.rebox.evaluate.auxiliary;

import dev.rebox.box.Box;
import dev.rebox.recycle.BorderLabels;

/** How well the borders head tells where the sides of an object lie. */
public final class BorderScore {
    /** Half the way from one bin's centre to the next. */
    private static final double NEAR = 1 / 16.0;

    private static final Box REGION = new Box(0, 0, 1, 1);

    private BorderScore() {}

    /**
     * The share of the sides that are told to within a sixteenth of the region's side.
     *
     * @param predicted [N][SIDES * BINS] probabilities of N windows
     * @param labels [N][SIDES * BINS] their soft labels
     * @return 0..1, or -1 without windows
     */
    public static double near(float[][] predicted, float[][] labels) {
        SameShape.require(predicted, labels);
        int near = 0;
        for (int n = 0; n < predicted.length; n++) {
            double[] told = BorderLabels.means(predicted[n]);
            double[] real = BorderLabels.means(labels[n]);
            for (int side = 0; side < BorderLabels.SIDES; side++) {
                near += Math.abs(told[side] - real[side]) <= NEAR ? 1 : 0;
            }
        }
        return predicted.length == 0 ? -1 : near / (double) (BorderLabels.SIDES * predicted.length);
    }

    /**
     * The mean IoU of the boxes that are told and those that the labels tell.
     *
     * @param predicted [N][SIDES * BINS] probabilities of N windows
     * @param labels [N][SIDES * BINS] their soft labels
     * @return 0..1, or -1 without windows
     */
    public static double iou(float[][] predicted, float[][] labels) {
        SameShape.require(predicted, labels);
        double sum = 0;
        for (int n = 0; n < predicted.length; n++) {
            Box told = BorderLabels.moved(REGION, BorderLabels.means(predicted[n]));
            sum += told.iou(BorderLabels.moved(REGION, BorderLabels.means(labels[n])));
        }
        return predicted.length == 0 ? -1 : sum / predicted.length;
    }
}
