package dev.rebox.evaluate.auxiliary;

/** How well the closeness head tells what stands nearest to a box (paper section 3.1, Algorithm 2). */
public final class ClosenessScore {
    private ClosenessScore() {}

    /**
     * Top-1 agreement: the share of the boxes whose likeliest class, the background left aside, is one that the label
     * holds nearest. Boxes with no box of another class near, whose label is all background, do not count.
     *
     * @param predicted [N][K+1] logits or probabilities of N boxes
     * @param labels [N][K+1] their soft labels
     * @return 0..1, or -1 where no box counts
     */
    public static double topOneAgreement(float[][] predicted, float[][] labels) {
        SameShape.require(predicted, labels);
        int counted = 0;
        int agreed = 0;
        for (int n = 0; n < predicted.length; n++) {
            float nearest = labels[n][likeliest(labels[n])];
            if (nearest > 0) {
                counted++;
                agreed += labels[n][likeliest(predicted[n])] == nearest ? 1 : 0;
            }
        }
        return counted == 0 ? -1 : agreed / (double) counted;
    }

    /** The class 1..K with the largest value. */
    private static int likeliest(float[] values) {
        int best = 1;
        for (int k = 2; k < values.length; k++) {
            best = values[k] > values[best] ? k : best;
        }
        return best;
    }
}
