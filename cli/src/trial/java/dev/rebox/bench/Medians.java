package dev.rebox.bench;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * Medians in seconds of what Rebox and the plain way do in turn.
 *
 * @param clock by the clock
 * @param processor of the thread on the processor: what other programs take does not count
 */
record Medians(Pair clock, Pair processor) {
    private static final double NANOSECONDS = 1e9;

    record Pair(double rebox, double plain) {
        double ratio() {
            return rebox / plain;
        }
    }

    /** The first {@code warmups} turns do not count. */
    static Medians inTurn(int warmups, int counted, Runnable rebox, Runnable plain) {
        Times ours = new Times(counted);
        Times theirs = new Times(counted);
        for (int i = -warmups; i < counted; i++) {
            ours.measure(i, rebox);
            theirs.measure(i, plain);
        }
        return new Medians(
                new Pair(median(ours.clock), median(theirs.clock)),
                new Pair(median(ours.processor), median(theirs.processor)));
    }

    private static final class Times {
        private static final LongSupplier PROCESSOR = ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime;

        private final double[] clock;
        private final double[] processor;

        Times(int counted) {
            clock = new double[counted];
            processor = new double[counted];
        }

        void measure(int index, Runnable work) {
            long began = System.nanoTime();
            long beganWork = PROCESSOR.getAsLong();
            work.run();
            if (index >= 0) {
                clock[index] = (System.nanoTime() - began) / NANOSECONDS;
                processor[index] = (PROCESSOR.getAsLong() - beganWork) / NANOSECONDS;
            }
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
