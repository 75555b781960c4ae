package dev.rebox.detector;

/**
 * By which factors the parts of a change of logits multiply the probability of a class. On the straight way from the old logits to
 * the new, the logarithm of a probability changes by {@code d_k - sum_j p_j d_j} at each point; the mean of p over the way makes this
 * a sum over the parts (the idea of integrated gradients). So the factors multiply to exactly the change that there was, up to the
 * steps of the integral.
 */
final class SoftmaxShares {
    private static final int STEPS = 64;

    private SoftmaxShares() {}

    /**
     * The factors.
     *
     * @param logits [C] the old ones
     * @param parts [P][C] the new ones are the old plus all of these
     * @param label of the class, 0..C-1
     * @return [P]
     */
    static double[] factors(double[] logits, double[][] parts, int label) {
        int classes = logits.length;
        double[] change = new double[classes];
        for (double[] part : parts) {
            for (int j = 0; j < classes; j++) {
                change[j] += part[j];
            }
        }
        double[] mean = new double[classes];
        double[] at = new double[classes];
        for (int step = 0; step < STEPS; step++) {
            for (int j = 0; j < classes; j++) {
                at[j] = logits[j] + (step + 0.5) / STEPS * change[j];
            }
            double[] p = softmax(at);
            for (int j = 0; j < classes; j++) {
                mean[j] += p[j] / STEPS;
            }
        }
        double[] factors = new double[parts.length];
        for (int i = 0; i < parts.length; i++) {
            double expected = 0;
            for (int j = 0; j < classes; j++) {
                expected += mean[j] * parts[i][j];
            }
            factors[i] = Math.exp(parts[i][label] - expected);
        }
        return factors;
    }

    /** The probabilities [C]. */
    static double[] softmax(double[] logits) {
        double most = Double.NEGATIVE_INFINITY;
        for (double logit : logits) {
            most = Math.max(most, logit);
        }
        double[] p = new double[logits.length];
        double sum = 0;
        for (int j = 0; j < p.length; j++) {
            p[j] = Math.exp(logits[j] - most);
            sum += p[j];
        }
        for (int j = 0; j < p.length; j++) {
            p[j] /= sum;
        }
        return p;
    }
}
