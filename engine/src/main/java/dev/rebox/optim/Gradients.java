package dev.rebox.optim;

import dev.rebox.tensor.Fused;
import dev.rebox.tensor.Parameter;
import dev.rebox.tensor.ParameterShares;
import dev.rebox.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The gradients of a step, measured.
 *
 * @param norm the norm of all of them together, before clipping
 * @param invalid the first parameter whose gradient is not finite
 */
public record Gradients(double norm, Optional<String> invalid) {

    /** Cuts each parameter's gradient to this norm, unless one is not finite. */
    public static Gradients clip(List<Parameter> parameters, double limit) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGraph = new NoGradGuard()) {
            List<Parameter> withGradient = new ArrayList<>();
            List<Tensor> gradients = new ArrayList<>();
            for (Parameter p : parameters) {
                Tensor gradient = p.value().grad();
                if (gradient.defined()) {
                    withGradient.add(p);
                    gradients.add(gradient);
                }
            }
            if (withGradient.isEmpty()) {
                return new Gradients(0, Optional.empty());
            }
            float[] sizes = norms(withGradient);
            double squares = 0;
            for (int i = 0; i < sizes.length; i++) {
                if (!Float.isFinite(sizes[i])) {
                    return new Gradients(
                            sizes[i], Optional.of(withGradient.get(i).name()));
                }
                squares += (double) sizes[i] * sizes[i];
            }
            for (int i = 0; i < sizes.length; i++) {
                if (sizes[i] > limit) {
                    gradients.get(i).mul_(new Scalar(limit / sizes[i]));
                }
            }
            return new Gradients(Math.sqrt(squares), Optional.empty());
        }
    }

    /** The norms of gradients that are there. */
    private static float[] norms(List<Parameter> parameters) {
        List<float[]> shares = ParameterShares.each(parameters, share -> {
            try (PointerScope scope = new PointerScope();
                    NoGradGuard noGraph = new NoGradGuard()) {
                return Tensors.toFloats(
                        Fused.norms(share.stream().map(p -> p.value().grad()).toList()));
            }
        });
        float[] norms = new float[parameters.size()];
        int begin = 0;
        for (float[] share : shares) {
            System.arraycopy(share, 0, norms, begin, share.length);
            begin += share.length;
        }
        return norms;
    }

    /** The first parameter with a value that is not finite: the state of such a network is worth nothing. */
    public static Optional<String> infinite(List<Parameter> parameters) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGraph = new NoGradGuard()) {
            for (Parameter p : parameters) {
                if (!torch.isfinite(p.value()).all().item_bool()) {
                    return Optional.of(p.name());
                }
            }
            return Optional.empty();
        }
    }

    /** Forgets them, so that the next backward pass starts anew. */
    public static void clear(List<Parameter> parameters) {
        try (PointerScope scope = new PointerScope()) {
            for (Parameter p : parameters) {
                Tensor gradient = p.value().mutable_grad();
                if (gradient.defined()) {
                    gradient.reset();
                }
            }
        }
    }
}
