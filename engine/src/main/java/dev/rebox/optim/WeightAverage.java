package dev.rebox.optim;

import static java.util.Objects.requireNonNull;

import dev.rebox.tensor.Owned;
import dev.rebox.tensor.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * The exponential moving average of the trained parameters (Polyak and Juditsky 1992, in the form that is usual for
 * detectors): {@code a = d a + (1 - d) w} after each step. In the first steps d is smaller, (1 + t) / (10 + t), so that the
 * average soon forgets where training began.
 */
public final class WeightAverage implements AutoCloseable {
    private static final double WARMUP = 10;

    private final List<Parameter> parameters;
    private final double decay;
    private final Owned owned = new Owned();
    private final Map<String, Tensor> averages = new LinkedHashMap<>();
    private long steps;
    private boolean swapped;

    /** Begins with the parameters as they are. @param decay d, above 0 and below 1 */
    public WeightAverage(List<Parameter> parameters, double decay) {
        this.parameters = List.copyOf(parameters);
        this.decay = decay;
        try (PointerScope scope = new PointerScope()) {
            for (Parameter p : parameters) {
                averages.put(p.name(), owned.keep(p.value().detach().clone()));
            }
        }
    }

    /** After a step of the optimiser. Before the first one the average is what the parameters are then. */
    void update() {
        steps++;
        double d = Math.min(decay, (1 + steps) / (WARMUP + steps));
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGraph = new NoGradGuard()) {
            for (Parameter p : parameters) {
                Tensor average = average(p);
                average.mul_(new Scalar(d));
                average.add_(p.value(), new Scalar(1 - d));
            }
        }
    }

    /**
     * Does something with the average in the parameters' place, such as measuring or saving the network. Afterwards the
     * parameters are what they were, to the bit.
     */
    public void within(Runnable work) {
        swap();
        try {
            work.run();
        } finally {
            swap();
        }
    }

    /** Does something with the parameters as they are trained, also from within {@link #within}: writing a checkpoint. */
    public void outside(Runnable work) {
        if (!swapped) {
            work.run();
            return;
        }
        swap();
        try {
            work.run();
        } finally {
            swap();
        }
    }

    private void swap() {
        swapped = !swapped;
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGraph = new NoGradGuard()) {
            for (Parameter p : parameters) {
                Tensor average = average(p);
                Tensor kept = p.value().detach().clone();
                p.set(average);
                average.copy_(kept);
            }
        }
    }

    private Tensor average(Parameter parameter) {
        return requireNonNull(averages.get(parameter.name()));
    }

    /** Tensors by name, for a checkpoint. */
    Map<String, Tensor> state() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        averages.forEach((name, tensor) -> state.put("average." + name, tensor));
        return state;
    }

    void resumeAt(long done) {
        steps = done;
    }

    @Override
    public void close() {
        owned.close();
        averages.clear();
    }
}
