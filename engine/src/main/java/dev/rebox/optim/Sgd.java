package dev.rebox.optim;

import dev.rebox.tensor.Fused;
import dev.rebox.tensor.Owned;
import dev.rebox.tensor.Parameter;
import dev.rebox.tensor.ParameterShares;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Stochastic gradient descent with momentum: {@code v = momentum v + g + decay w; w -= rate v}. */
public final class Sgd implements Optimizer {
    private final List<Parameter> parameters;
    private final double momentum;
    private final WeightDecay decay;
    private final Owned owned = new Owned();
    private final Map<String, Tensor> velocity = new LinkedHashMap<>();

    public Sgd(List<Parameter> parameters, double momentum, WeightDecay decay) {
        this.parameters = parameters;
        this.momentum = momentum;
        this.decay = decay;
        try (PointerScope scope = new PointerScope()) {
            parameters.forEach(p -> velocity.put(
                    "velocity." + p.name(),
                    owned.keep(torch.zeros_like(p.value().detach()))));
        }
    }

    @Override
    public void step(double learningRate) {
        ParameterShares.each(parameters, share -> step(share, learningRate));
    }

    private boolean step(List<Parameter> share, double learningRate) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGraph = new NoGradGuard()) {
            for (WeightDecay.Group group : decay.groups(share)) {
                Fused.sgd(
                        group.values(),
                        group.gradients(),
                        group.each(p -> velocity.get("velocity." + p.name())),
                        learningRate,
                        group.decay(),
                        momentum);
                group.changed();
            }
            return true;
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

    @Override
    public void close() {
        owned.close();
        velocity.clear();
    }
}
