package dev.rebox.tensor;

import java.util.function.ToDoubleFunction;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** A derivative by finite differences, against which a gradient is held. */
public final class Slope {
    private Slope() {}

    /**
     * How {@code function} changes along {@code direction}: (f(x + step d) - f(x - step d)) / (2 step).
     *
     * @param x is moved in place, and back
     */
    public static double along(Tensor x, Tensor direction, double step, ToDoubleFunction<Tensor> function) {
        try (PointerScope scope = new PointerScope()) {
            Tensor before = x.detach().clone();
            double above = at(x, before, direction, step, function);
            double below = at(x, before, direction, -step, function);
            at(x, before, direction, 0, t -> 0);
            return (above - below) / (2 * step);
        }
    }

    private static double at(
            Tensor x, Tensor before, Tensor direction, double step, ToDoubleFunction<Tensor> function) {
        try (NoGradGuard noGraph = new NoGradGuard()) {
            x.copy_(before.add(direction, new Scalar(step)));
        }
        return function.applyAsDouble(x);
    }

    /** The same by the gradient: the sum of gradient times direction. */
    public static double byGradient(Tensor gradient, Tensor direction) {
        return gradient.mul(direction).sum().item_double();
    }

    /** A direction of the shape of {@code x} with a length of 1. */
    public static Tensor direction(Tensor x) {
        Tensor random = torch.randn(x.shape());
        return random.div(random.norm());
    }
}
