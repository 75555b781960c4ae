package dev.rebox.backbone;

import static java.util.Objects.requireNonNull;

import dev.rebox.tensor.Activation;
import dev.rebox.tensor.Conv2d;
import dev.rebox.tensor.Conv2d.Shape;
import dev.rebox.tensor.Layer;
import dev.rebox.tensor.Parameters;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** relu(branch(x) + shortcut(x)): a ResNet's block. */
final class ResidualBlock implements Layer {
    /** Output channels of a bottleneck over its inner ones. */
    static final int EXPANSION = 4;

    private static final int BOTTLENECK_LAYERS = 3;

    private final Sequence branch;
    private final @Nullable Conv2d shortcut;
    private final boolean startsPointwise;

    /**
     * The numbers of a block.
     *
     * @param in channels of its input
     * @param inner channels of its inner convolutions
     * @param out channels of its output
     */
    record Plan(int in, int inner, int out, int stride, int dilation, Conventions conventions) {
        Conv2d conv(Parameters own, int index, Shape shape, Activation activation) {
            return Conv2d.normalised(own, "conv" + index, "bn" + index, shape, conventions.epsilon(), activation);
        }

        Shape shape(int from, int to, int kernel) {
            return Shape.of(from, to, kernel, 1, conventions.padding());
        }
    }

    private ResidualBlock(Sequence branch, Parameters own, Plan plan) {
        this.branch = branch;
        boolean same = plan.stride == 1 && plan.in == plan.out;
        Shape shape = plan.shape(plan.in, plan.out, 1).stride(plan.stride);
        double epsilon = plan.conventions.epsilon();
        shortcut =
                same ? null : Conv2d.normalised(own, "downsample.0", "downsample.1", shape, epsilon, Activation.NONE);
        boolean bottleneck = branch.layers().size() == BOTTLENECK_LAYERS;
        startsPointwise = bottleneck && plan.stride == 1 && shortcut != null;
    }

    private Conv2d first() {
        return (Conv2d) branch.layers().get(0);
    }

    /** Two 3x3 convolutions (ResNet-18 and -34). */
    static ResidualBlock basic(Parameters own, Plan p) {
        Activation activation = p.conventions.activation();
        Shape first = p.shape(p.in, p.inner, 3).stride(p.stride).dilated(p.dilation);
        Shape second = p.shape(p.inner, p.out, 3).dilated(p.dilation);
        Sequence branch = Sequence.of(p.conv(own, 1, first, activation), p.conv(own, 2, second, Activation.NONE));
        return new ResidualBlock(branch, own, p);
    }

    /** 1x1, 3x3 and 1x1 convolutions (ResNet-50 and deeper). */
    static ResidualBlock bottleneck(Parameters own, Plan p) {
        Activation activation = p.conventions.activation();
        boolean early = p.conventions.strideIn() == Conventions.StrideIn.CONV1;
        Shape first = p.shape(p.in, p.inner, 1).stride(early ? p.stride : 1);
        Shape second = p.shape(p.inner, p.inner, 3).stride(early ? 1 : p.stride).dilated(p.dilation);
        Sequence branch = Sequence.of(
                p.conv(own, 1, first, activation),
                p.conv(own, 2, second, activation),
                p.conv(own, 3, p.shape(p.inner, p.out, 1), Activation.NONE));
        return new ResidualBlock(branch, own, p);
    }

    @Override
    public Tensor forward(Tensor x) {
        return joined(branch.forward(x), shortcut == null ? x : shortcut.forward(x));
    }

    private static Tensor joined(Tensor branch, Tensor shortcut) {
        return Activation.RELU.apply(branch.add(shortcut));
    }

    /** A bottleneck's first convolution and its shortcut, where they look at single cells and normalise by stored statistics. */
    Optional<PointwiseStart> pointwise() {
        if (!startsPointwise || first().isLive()) {
            return Optional.empty();
        }
        return Optional.of(new PointwiseStart(
                List.of(first()::linear, requireNonNull(shortcut)::linear),
                crops -> joined(branch.forward(first().activated(crops.get(0)), 1), crops.get(1))));
    }

    @Override
    public void trainNormalization(boolean on) {
        branch.trainNormalization(on);
        if (shortcut != null) {
            shortcut.trainNormalization(on);
        }
    }

    @Override
    public void train(boolean on) {
        branch.train(on);
        if (shortcut != null) {
            shortcut.train(on);
        }
    }
}
