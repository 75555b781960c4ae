package dev.rebox.train;

import dev.rebox.tensor.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Stochastic gradient descent with momentum: {@code v = momentum v + g + decay w; w -= rate v}. */
public final class Sgd implements Optimizer {
    private final List<Parameter> parameters;
    private final double momentum;
    private final WeightDecay decay;
    private final Map<String, Tensor> velocity = new LinkedHashMap<>();

    public Sgd(List<Parameter> parameters, double momentum, WeightDecay decay) {
        this.parameters = parameters;
        this.momentum = momentum;
        this.decay = decay;
        try (PointerScope scope = new PointerScope()) {
            parameters.forEach(p -> velocity.put(
                    "velocity." + p.name(), torch.zeros_like(p.value().detach()).retainReference()));
        }
    }

    @Override
    public void step(double learningRate) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGraph = new NoGradGuard()) {
            Scalar keep = new Scalar(momentum);
            Scalar back = new Scalar(-learningRate);
            for (Parameter p : parameters) {
                Tensor gradient = p.value().grad();
                if (!gradient.defined()) {
                    continue;
                }
                Tensor v = velocity.get("velocity." + p.name());
                v.mul_(keep).add_(gradient);
                v.add_(p.value(), new Scalar(decay.of(p)));
                p.value().add_(v, back);
                p.changed();
            }
        }
    }

    @Override
    public Map<String, Tensor> state() {
        return velocity;
    }

    @Override
    public void resumeAt(long steps) {
        // Momentum alone remembers everything.
    }
}
