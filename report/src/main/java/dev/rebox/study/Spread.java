package dev.rebox.study;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Figures of several seeds: mean and sample standard deviation.
 *
 * @param deviation with n - 1; null for a single figure
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Spread(int count, double mean, @Nullable Double deviation) {
    /** Student's t at 97.5% for 1..10 degrees of freedom. */
    private static final double[] STUDENT = {12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228};

    private static final double NORMAL = 1.959964;

    /** @param figures at least one */
    static Spread of(double... figures) {
        double mean = Arrays.stream(figures).average().orElseThrow();
        double squares =
                Arrays.stream(figures).map(f -> (f - mean) * (f - mean)).sum();
        Double deviation = figures.length == 1 ? null : Double.valueOf(Math.sqrt(squares / (figures.length - 1)));
        return new Spread(figures.length, mean, deviation);
    }

    /** Half the width of the mean's 95% interval by Student's t; null for a single figure. */
    public @Nullable Double margin() {
        return deviation == null ? null : Double.valueOf(student(count - 1) * deviation / Math.sqrt(count));
    }

    /** Beyond the table, the normal quantile with two terms of its expansion in 1/n: right to three digits. */
    static double student(int freedom) {
        if (freedom <= STUDENT.length) {
            return STUDENT[freedom - 1];
        }
        double z = NORMAL;
        double z3 = z * z * z;
        double first = (z3 + z) / (4 * freedom);
        double second = (5 * z3 * z * z + 16 * z3 + 3 * z) / (96.0 * freedom * freedom);
        return z + first + second;
    }
}
