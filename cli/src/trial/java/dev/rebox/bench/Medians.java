package dev.rebox.bench;

import java.util.Arrays;

/**
 * Medians in seconds of what Rebox and the plain way do in turn.
 *
 * @param ratio Rebox's over the plain way's
 */
record Medians(double rebox, double plain, double ratio) {
    private static final double NANOSECONDS = 1e9;

    /** The first {@code warmups} turns do not count. */
    static Medians inTurn(int warmups, int counted, Runnable rebox, Runnable plain) {
        double[] ours = new double[counted];
        double[] theirs = new double[counted];
        for (int i = -warmups; i < counted; i++) {
            double first = seconds(rebox);
            double second = seconds(plain);
            if (i >= 0) {
                ours[i] = first;
                theirs[i] = second;
            }
        }
        double r = median(ours);
        double p = median(theirs);
        return new Medians(r, p, r / p);
    }

    private static double seconds(Runnable work) {
        long began = System.nanoTime();
        work.run();
        return (System.nanoTime() - began) / NANOSECONDS;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
