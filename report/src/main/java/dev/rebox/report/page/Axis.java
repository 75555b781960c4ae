package dev.rebox.report.page;

import java.util.ArrayList;
import java.util.List;

/**
 * The values along one side of a plot, with round numbers to mark it.
 *
 * @param low the value at its beginning
 * @param high the value at its end
 * @param step between marks
 */
record Axis(double low, double high, double step) {

    /** From round number to round number around all values, with about so many marks. */
    static Axis around(double low, double high, int marks) {
        double span = high > low ? high - low : Math.max(1e-9, Math.abs(high));
        double step = round(span / marks);
        double top = high > low ? high : low + span;
        return new Axis(Math.floor(low / step + 1e-9) * step, Math.ceil(top / step - 1e-9) * step, step);
    }

    /** Exactly between two values. */
    static Axis between(double low, double high, int marks) {
        return new Axis(low, high > low ? high : low + 1, round((high > low ? high - low : 1) / marks));
    }

    /** The marks within the axis. */
    List<Double> marks() {
        List<Double> marks = new ArrayList<>();
        long first = (long) Math.ceil(low / step - 1e-9);
        for (long i = first; i * step <= high + 1e-9 * (high - low); i++) {
            marks.add(i * step);
        }
        return marks;
    }

    /** Where a value lies, 0 at the beginning, 1 at the end. */
    double place(double value) {
        return (value - low) / (high - low);
    }

    /** 1, 2 or 5 times a power of ten, the next one above. */
    private static double round(double step) {
        double power = Math.pow(10, Math.floor(Math.log10(step)));
        double digit = step / power;
        return power * (digit <= 1.0001 ? 1 : digit <= 2.0001 ? 2 : digit <= 5.0001 ? 5 : 10);
    }
}
