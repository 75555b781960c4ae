package dev.rebox.data.check;

import dev.rebox.box.Box;

/**
 * How large boxes of each class are: of the logarithms of width and height a normal distribution a class, the two independent. What a
 * box's size and shape tell of its class is the least that a detector knows.
 */
final class BoxShapes {
    /** A class's mean and variance begin as those of all boxes, which count as much as so many of its own. */
    private static final double PRIOR = 5;
    /** Squared: boxes that differ by a tenth are never told apart for sure. */
    private static final double LEAST_VARIANCE = 0.01;

    private final double[][] means; // [K + 1][2], class 0 being all
    private final double[][] variances;

    private BoxShapes(double[][] means, double[][] variances) {
        this.means = means;
        this.variances = variances;
    }

    /** Adds boxes up. */
    static final class Builder {
        private final double[] counts;
        private final double[][] sums;
        private final double[][] squares;

        /** @param classes K */
        Builder(int classes) {
            counts = new double[classes + 1];
            sums = new double[classes + 1][2];
            squares = new double[classes + 1][2];
        }

        void add(int label, double[] shape) {
            for (int k : new int[] {0, label}) {
                counts[k]++;
                for (int side = 0; side < 2; side++) {
                    sums[k][side] += shape[side];
                    squares[k][side] += shape[side] * shape[side];
                }
            }
        }

        BoxShapes build() {
            int k = counts.length;
            double[][] means = new double[k][2];
            double[][] variances = new double[k][2];
            for (int label = 0; label < k; label++) {
                for (int side = 0; side < 2; side++) {
                    double prior = label == 0 ? 0 : PRIOR;
                    double count = Math.max(1e-9, counts[label] + prior);
                    double mean = (sums[label][side] + prior * means[0][side]) / count;
                    double square =
                            squares[label][side] + prior * (variances[0][side] + means[0][side] * means[0][side]);
                    means[label][side] = mean;
                    variances[label][side] = Math.max(LEAST_VARIANCE, square / count - mean * mean);
                }
            }
            return new BoxShapes(means, variances);
        }
    }

    /** A box's width and height as this class measures them. @param box with an area */
    static double[] shape(Box box) {
        return new double[] {Math.log(box.width()), Math.log(box.height())};
    }

    /** How likely boxes of a class are to have this shape, up to a factor that is the same for all classes. */
    double likelihood(int label, double[] shape) {
        double exponent = 0;
        double scale = 1;
        for (int side = 0; side < 2; side++) {
            double away = shape[side] - means[label][side];
            exponent += away * away / variances[label][side];
            scale *= variances[label][side];
        }
        return Math.exp(-exponent / 2) / Math.sqrt(scale);
    }
}
