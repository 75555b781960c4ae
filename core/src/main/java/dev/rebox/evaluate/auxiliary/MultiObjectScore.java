package dev.rebox.evaluate.auxiliary;

import dev.rebox.evaluate.matching.Descending;
import dev.rebox.evaluate.matching.RecallCurve;

/** How well the multi-object head tells which classes a window shows (paper section 3.1, Algorithm 1). */
public final class MultiObjectScore {
    private MultiObjectScore() {}

    /**
     * Mean AP over classes: for each class, windows are ranked by its predicted probability, and those whose soft label
     * gives it anything are the ones to be found. The background and classes that no window shows do not count.
     *
     * @param predicted [N][K+1] probabilities of N windows
     * @param labels [N][K+1] their soft labels
     * @return 0..1 (all points, interpolated), or -1 where no window shows a class
     */
    public static double meanAveragePrecision(float[][] predicted, float[][] labels) {
        SameShape.require(predicted, labels);
        int columns = predicted.length == 0 ? 0 : predicted[0].length;
        double sum = 0;
        int classes = 0;
        for (int k = 1; k < columns; k++) {
            double ap = averagePrecision(predicted, labels, k);
            if (ap >= 0) {
                sum += ap;
                classes++;
            }
        }
        return classes == 0 ? -1 : sum / classes;
    }

    private static double averagePrecision(float[][] predicted, float[][] labels, int k) {
        double[] scores = new double[predicted.length];
        int present = 0;
        for (int n = 0; n < scores.length; n++) {
            scores[n] = predicted[n][k];
            present += labels[n][k] > 0 ? 1 : 0;
        }
        if (present == 0) {
            return -1;
        }
        RecallCurve curve = new RecallCurve(present);
        for (int n : Descending.rows(scores)) {
            if (labels[n][k] > 0) {
                curve.hit();
            } else {
                curve.miss();
            }
        }
        return curve.allPointAveragePrecision();
    }
}
