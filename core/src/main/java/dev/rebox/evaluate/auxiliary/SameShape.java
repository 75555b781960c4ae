package dev.rebox.evaluate.auxiliary;

/** The check that predictions and labels belong together. */
final class SameShape {
    private SameShape() {}

    static void require(float[][] predicted, float[][] labels) {
        require(predicted.length, labels.length);
        for (int n = 0; n < predicted.length; n++) {
            require(predicted[n].length, labels[n].length);
        }
    }

    static void require(int predicted, int labels) {
        if (predicted != labels) {
            throw new IllegalArgumentException(predicted + " predictions but " + labels + " labels");
        }
    }
}
