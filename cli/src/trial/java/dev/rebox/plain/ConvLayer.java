package dev.rebox.plain;

import dev.rebox.tensor.Conv2d;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.BatchNorm2dImpl;
import org.bytedeco.pytorch.BatchNormOptions;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.Conv2dOptions;
import org.bytedeco.pytorch.Tensor;

/** torch.nn's convolution, its frozen batch normalisation as a module of its own (or a bias), and an activation. */
final class ConvLayer {
    private final Conv2dImpl convolution;
    private final UnaryOperator<Tensor> norm;
    private final UnaryOperator<Tensor> activation;
    private final Work work;

    private ConvLayer(
            Conv2dImpl convolution, UnaryOperator<Tensor> norm, UnaryOperator<Tensor> activation, Work work) {
        this.convolution = convolution;
        this.norm = norm;
        this.activation = activation;
        this.work = work;
    }

    /** Without a normalisation. */
    static ConvLayer biased(Place place, String name, Conv2d.Shape shape, UnaryOperator<Tensor> activation) {
        Conv2dImpl convolution = convolution(place, name, shape, true);
        place.tensors().add(place.prefix() + name + ".bias", convolution.bias(), place.trained());
        return new ConvLayer(convolution, x -> x, activation, place.work());
    }

    /** With a batch normalisation called {@code normName}. */
    static ConvLayer normalised(
            Place place, String name, String normName, Conv2d.Shape shape, UnaryOperator<Tensor> activation) {
        Conv2dImpl convolution = convolution(place, name, shape, false);
        BatchNorm2dImpl norm = new BatchNorm2dImpl(new BatchNormOptions(shape.out()));
        norm.eval();
        String prefix = place.prefix() + normName + ".";
        place.tensors().add(prefix + "weight", norm.weight(), false);
        place.tensors().add(prefix + "bias", norm.bias(), false);
        place.tensors().add(prefix + "running_mean", norm.running_mean(), false);
        place.tensors().add(prefix + "running_var", norm.running_var(), false);
        return new ConvLayer(convolution, norm::forward, activation, place.work());
    }

    private static Conv2dImpl convolution(Place place, String name, Conv2d.Shape shape, boolean bias) {
        Conv2dOptions options = new Conv2dOptions(
                shape.in(), shape.out(), new LongPointer(shape.kernelHeight(), shape.kernelWidth()));
        options.stride().put(new long[] {shape.stride(), shape.stride()});
        options.padding().put(new LongPointer(shape.kernelHeight() / 2, shape.kernelWidth() / 2));
        options.groups().put(shape.groups());
        options.bias().put(bias);
        Conv2dImpl convolution = new Conv2dImpl(options);
        place.tensors().add(place.prefix() + name + ".weight", convolution.weight(), place.trained());
        return convolution;
    }

    /** [N, in, H, W] to [N, out, H', W']. */
    Tensor forward(Tensor x) {
        Tensor y = convolution.forward(x);
        work.layer(x, y, convolution.weight());
        return activation.apply(norm.apply(y));
    }
}
