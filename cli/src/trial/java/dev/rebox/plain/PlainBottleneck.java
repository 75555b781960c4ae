package dev.rebox.plain;

import dev.rebox.tensor.Conv2d.Shape;
import dev.rebox.tensor.Padding;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;

/** A ResNet's block of 1x1, 3x3 and 1x1 convolutions, its stride in the 3x3 one as in torchvision. */
final class PlainBottleneck {
    private final ConvLayer first;
    private final ConvLayer second;
    private final ConvLayer third;
    private final UnaryOperator<Tensor> shortcut;
    private final UnaryOperator<Tensor> activation = Activations.relu();

    PlainBottleneck(Place place, int in, int inner, int stride) {
        int out = 4 * inner;
        first = conv(place, 1, Shape.of(in, inner, 1, 1, Padding.SYMMETRIC), Activations.relu());
        second = conv(place, 2, Shape.of(inner, inner, 3, stride, Padding.SYMMETRIC), Activations.relu());
        third = conv(place, 3, Shape.of(inner, out, 1, 1, Padding.SYMMETRIC), Activations.NONE);
        shortcut = in == out && stride == 1 ? x -> x : projection(place, in, out, stride);
    }

    /**
     * A 1x1 convolution of every {@code stride}-th cell, which are taken first: libtorch 2.10 divides by zero when it plans
     * the gradient of one with a stride on an AMD processor, and the process dies.
     */
    private static UnaryOperator<Tensor> projection(Place place, int in, int out, int stride) {
        Shape shape = Shape.of(in, out, 1, 1, Padding.SYMMETRIC);
        ConvLayer layer = ConvLayer.normalised(place, "downsample.0", "downsample.1", shape, Activations.NONE);
        if (stride == 1) {
            return layer::forward;
        }
        LongOptional whole = new LongOptional().retainReference();
        return x -> layer.forward(x.slice(2, whole, whole, stride).slice(3, whole, whole, stride));
    }

    private static ConvLayer conv(Place place, int index, Shape shape, UnaryOperator<Tensor> activation) {
        return ConvLayer.normalised(place, "conv" + index, "bn" + index, shape, activation);
    }

    Tensor forward(Tensor x) {
        Tensor branch = third.forward(second.forward(first.forward(x)));
        return activation.apply(branch.add_(shortcut.apply(x)));
    }
}
