package dev.rebox.optim;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** An optimiser beside which the moving average of the parameters is kept; checkpoints carry both. */
final class AveragingOptimizer implements Optimizer {
    private final Optimizer plain;
    private final WeightAverage average;

    AveragingOptimizer(Optimizer plain, WeightAverage average) {
        this.plain = plain;
        this.average = average;
    }

    @Override
    public void step(double learningRate) {
        plain.step(learningRate);
        average.update();
    }

    @Override
    public Map<String, Tensor> state() {
        Map<String, Tensor> state = new LinkedHashMap<>(plain.state());
        state.putAll(average.state());
        return state;
    }

    @Override
    public void resumeAt(long steps) {
        plain.resumeAt(steps);
        average.resumeAt(steps);
    }

    @Override
    public Optional<WeightAverage> average() {
        return Optional.of(average);
    }

    @Override
    public void close() {
        average.close();
        plain.close();
    }
}
