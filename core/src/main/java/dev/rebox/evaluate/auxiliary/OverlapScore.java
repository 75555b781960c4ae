package dev.rebox.evaluate.auxiliary;

import dev.rebox.recycle.OverlapLabels;

/** How well the overlap head tells how well a window shows an object. */
public final class OverlapScore {
    private OverlapScore() {}

    /**
     * One less the mean distance of the IoU that is told from the real one.
     *
     * @param predicted [N][NUMBERS] probabilities of N windows
     * @param labels [N][NUMBERS] their soft labels
     * @return 0..1, or -1 without windows
     */
    public static double agreement(float[][] predicted, float[][] labels) {
        SameShape.require(predicted, labels);
        double distance = 0;
        for (int n = 0; n < predicted.length; n++) {
            distance += Math.abs(OverlapLabels.mean(predicted[n]) - OverlapLabels.mean(labels[n]));
        }
        return predicted.length == 0 ? -1 : 1 - distance / predicted.length;
    }
}
