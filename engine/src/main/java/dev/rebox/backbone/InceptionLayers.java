package dev.rebox.backbone;

import dev.rebox.tensor.Activation;
import dev.rebox.tensor.Conv2d;
import dev.rebox.tensor.Conv2d.Shape;
import dev.rebox.tensor.Init;
import dev.rebox.tensor.Layer;
import dev.rebox.tensor.Padding;
import dev.rebox.tensor.Parameters;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Makes the layers of Inception-ResNet-v2.
 *
 * @param padding of the convolutions that the original leaves unpadded
 */
record InceptionLayers(Parameters parameters, Conventions conventions, Padding padding) {
    InceptionLayers under(String part) {
        return new InceptionLayers(parameters.under(part), conventions, padding);
    }

    /** A square convolution that the original pads with nothing. */
    Conv2d conv(String name, int in, int out, int kernel, int stride) {
        return conv(name, Shape.of(in, out, kernel, stride, padding));
    }

    /** A convolution that keeps the size. */
    Conv2d same(String name, int in, int out, int kernelHeight, int kernelWidth, int dilation) {
        return conv(name, new Shape(in, out, kernelHeight, kernelWidth, 1, dilation, 1, Padding.SYMMETRIC));
    }

    private Conv2d conv(String name, Shape shape) {
        return Conv2d.normalised(
                parameters.under(name), "conv", "bn", shape, conventions.epsilon(), conventions.activation());
    }

    /** activation(x + scale * projection(branches(x))). */
    Layer residual(Layer branches, int inner, int channels, double scale, boolean activated) {
        Shape shape = Shape.of(inner, channels, 1, 1, Padding.SYMMETRIC);
        Conv2d projection = Conv2d.biased(parameters, "conv2d", shape, Init.kaiming(1), Activation.NONE);
        return new Residual(Sequence.of(branches, projection), scale, activated);
    }

    private record Residual(Sequence branch, double scale, boolean activated) implements Layer {
        @Override
        public Tensor forward(Tensor x) {
            Tensor sum = torch.add(x, branch.forward(x), new Scalar(scale));
            return activated ? Activation.RELU.apply(sum) : sum;
        }

        @Override
        public void trainNormalization(boolean on) {
            branch.trainNormalization(on);
        }

        @Override
        public void train(boolean on) {
            branch.train(on);
        }
    }
}
