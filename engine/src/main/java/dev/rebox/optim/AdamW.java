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

/** Adam with decoupled weight decay (Loshchilov and Hutter 2019), betas .9 and .999. */
public final class AdamW implements Optimizer {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final List<Parameter> parameters;
    private final WeightDecay decay;
    private final Owned owned = new Owned();
    private final Map<String, Tensor> moments = new LinkedHashMap<>();
    private long steps;

    public AdamW(List<Parameter> parameters, WeightDecay decay) {
        this.parameters = parameters;
        this.decay = decay;
        try (PointerScope scope = new PointerScope()) {
            for (Parameter p : parameters) {
                for (String moment : new String[] {"first.", "second."}) {
                    moments.put(
                            moment + p.name(),
                            owned.keep(torch.zeros_like(p.value().detach())));
                }
            }
        }
    }

    @Override
    public void step(double learningRate) {
        steps++;
        ParameterShares.each(parameters, share -> step(share, learningRate));
    }

    private boolean step(List<Parameter> share, double learningRate) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGraph = new NoGradGuard()) {
            for (WeightDecay.Group group : decay.groups(share)) {
                Fused.adamW(
                        group.values(),
                        group.gradients(),
                        group.each(p -> moments.get("first." + p.name())),
                        group.each(p -> moments.get("second." + p.name())),
                        steps,
                        learningRate,
                        group.decay(),
                        BETA1,
                        BETA2,
                        EPSILON);
                group.changed();
            }
            return true;
        }
    }

    @Override
    public Map<String, Tensor> state() {
        return moments;
    }

    @Override
    public void resumeAt(long done) {
        steps = done;
    }

    @Override
    public void close() {
        owned.close();
        moments.clear();
    }
}
