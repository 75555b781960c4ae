package dev.rebox.plain;

import dev.rebox.tensor.Conv2d.Shape;
import dev.rebox.tensor.Padding;
import java.util.function.UnaryOperator;
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
        Shape reach = Shape.of(in, out, 1, stride, Padding.SYMMETRIC);
        shortcut = in == out && stride == 1
                ? x -> x
                : ConvLayer.normalised(place, "downsample.0", "downsample.1", reach, Activations.NONE)::forward;
    }

    private static ConvLayer conv(Place place, int index, Shape shape, UnaryOperator<Tensor> activation) {
        return ConvLayer.normalised(place, "conv" + index, "bn" + index, shape, activation);
    }

    Tensor forward(Tensor x) {
        Tensor branch = third.forward(second.forward(first.forward(x)));
        return activation.apply(branch.add_(shortcut.apply(x)));
    }
}
