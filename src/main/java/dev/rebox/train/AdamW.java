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

/** Adam with decoupled weight decay (Loshchilov and Hutter 2019), betas .9 and .999. */
final class AdamW implements Optimizer {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final List<Parameter> parameters;
    private final WeightDecay decay;
    private final Map<String, Tensor> moments = new LinkedHashMap<>();
    private long steps;

    AdamW(List<Parameter> parameters, WeightDecay decay) {
        this.parameters = parameters;
        this.decay = decay;
        try (PointerScope scope = new PointerScope()) {
            for (Parameter p : parameters) {
                for (String moment : new String[] {"first.", "second."}) {
                    moments.put(
                            moment + p.name(),
                            torch.zeros_like(p.value().detach()).retainReference());
                }
            }
        }
    }

    @Override
    public void step(double learningRate) {
        steps++;
        double rate = learningRate / (1 - Math.pow(BETA1, steps));
        double correction = 1 / Math.sqrt(1 - Math.pow(BETA2, steps));
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGraph = new NoGradGuard()) {
            for (Parameter p : parameters) {
                Tensor gradient = p.value().grad();
                if (!gradient.defined()) {
                    continue;
                }
                Tensor first = moments.get("first." + p.name());
                Tensor second = moments.get("second." + p.name());
                first.lerp_(gradient, new Scalar(1 - BETA1));
                second.mul_(new Scalar(BETA2)).addcmul_(gradient, gradient, new Scalar(1 - BETA2));
                Tensor size = second.sqrt().mul_(new Scalar(correction)).add_(new Scalar(EPSILON));
                p.value().mul_(new Scalar(1 - learningRate * decay.of(p)));
                p.value().addcdiv_(first, size, new Scalar(-rate));
                p.changed();
            }
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
}
