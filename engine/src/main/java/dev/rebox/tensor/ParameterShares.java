package dev.rebox.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What is done to each parameter by itself, a share of them a worker: adding gradients up, measuring them, a step of the optimiser.
 * Nothing depends on how they are shared out.
 */
public final class ParameterShares {
    private ParameterShares() {}

    /** Runs a work for each share, side by side; the results come in the order of the parameters. */
    public static <T> List<T> each(List<Parameter> parameters, Function<List<Parameter>, T> work) {
        List<Supplier<T>> parts = new ArrayList<>();
        for (List<Parameter> share : of(parameters, Workers.count())) {
            parts.add(() -> work.apply(share));
        }
        return Workers.all(parts);
    }

    /** Runs of the list with about as many values each: at most {@code count}, none empty. */
    static List<List<Parameter>> of(List<Parameter> parameters, int count) {
        long[] sizes = parameters.stream().mapToLong(p -> size(p.shape())).toArray();
        double share = (double) Arrays.stream(sizes).sum() / count;
        List<List<Parameter>> shares = new ArrayList<>();
        long seen = 0;
        int begin = 0;
        for (int i = 0; i < sizes.length; i++) {
            seen += sizes[i];
            if (seen >= share * (shares.size() + 1) || i == sizes.length - 1) {
                shares.add(parameters.subList(begin, i + 1));
                begin = i + 1;
            }
        }
        return shares;
    }

    private static long size(long[] shape) {
        return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    }
}
