package dev.rebox.bench;

import java.util.stream.DoubleStream;

/** The middle of measured times: a slow moment of the machine does not move it. */
final class Median {
    private Median() {}

    /** The mean of the two in the middle where their number is even. */
    static double of(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
