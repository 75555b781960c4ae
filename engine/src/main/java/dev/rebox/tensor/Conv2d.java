package dev.rebox.tensor;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * A convolution with what follows it: a bias or a batch normalisation, and an activation. Runs in the type of its
 * input; normalisation by stored statistics is folded into weight and bias. Where no gradient is asked for, the folded and cast weight
 * is kept until the parameters change.
 */
public final class Conv2d implements Layer {
    private final Shape shape;
    private final Parameter weight;
    private final @Nullable Parameter bias;
    private final @Nullable BatchNorm norm;
    private final Activation activation;
    private final Derived folded;

    /** The numbers of a convolution. */
    public record Shape(
            int in, int out, int kernelHeight, int kernelWidth, int stride, int dilation, int groups, Padding padding) {
        /** A square kernel, no groups, no dilation. */
        public static Shape of(int in, int out, int kernel, int stride, Padding padding) {
            return new Shape(in, out, kernel, kernel, stride, 1, 1, padding);
        }

        /** One kernel a channel. */
        public static Shape depthwise(int channels, int kernel, int stride, Padding padding) {
            return new Shape(channels, channels, kernel, kernel, stride, 1, channels, padding);
        }

        public Shape dilated(int factor) {
            return new Shape(in, out, kernelHeight, kernelWidth, stride, factor, groups, padding);
        }

        public Shape stride(int other) {
            return new Shape(in, out, kernelHeight, kernelWidth, other, dilation, groups, padding);
        }
    }

    private Conv2d(
            Shape shape,
            Parameter weight,
            @Nullable Parameter bias,
            @Nullable BatchNorm norm,
            Activation activation,
            Derived folded) {
        this.shape = shape;
        this.weight = weight;
        this.bias = bias;
        this.norm = norm;
        this.activation = activation;
        this.folded = folded;
    }

    /** Parameters {@code name.weight} [out, in / groups, kh, kw] and {@code name.bias} [out]. */
    public static Conv2d biased(Parameters parameters, String name, Shape shape, Init init, Activation activation) {
        Parameters own = parameters.under(name);
        Parameter weight = own.create("weight", init, weightShape(shape));
        Parameter bias = own.create("bias", Init.ZEROS, shape.out);
        return new Conv2d(shape, weight, bias, null, activation, own.derived());
    }

    /** Parameter {@code name.weight} [out, in / groups, kh, kw] and those of a {@link BatchNorm} called {@code normName}. */
    public static Conv2d normalised(
            Parameters parameters, String name, String normName, Shape shape, double epsilon, Activation activation) {
        Parameter weight = parameters.under(name).create("weight", Init.kaiming(shape.groups), weightShape(shape));
        BatchNorm norm = new BatchNorm(parameters, normName, shape.out, epsilon);
        return new Conv2d(shape, weight, null, norm, activation, parameters.derived());
    }

    private static long[] weightShape(Shape s) {
        return new long[] {s.out, s.in / s.groups, s.kernelHeight, s.kernelWidth};
    }

    /** [N, in, H, W] to [N, out, H', W'], channels last. */
    @Override
    public Tensor forward(Tensor x) {
        return counted(x, result(x, activation));
    }

    /** The same without the activation: {@code forward(x)} is {@code activated(linear(x))}. */
    public Tensor linear(Tensor x) {
        return counted(x, result(x, Activation.NONE));
    }

    /** What follows {@link #linear}, as a new tensor. */
    public Tensor activated(Tensor x) {
        return activation.applied(x);
    }

    /**
     * What a layer says of all cells, and of some of them with a way back.
     *
     * @param all [N, out, H', W'] without a graph
     * @param some [n, out] with a graph
     */
    public record Cells(Tensor all, Tensor some) {}

    /**
     * The same for a loss that looks at some cells only: the way back goes through these, and takes no longer where there
     * are many others. For a convolution of all channels without a stride that keeps the map's size.
     *
     * @param x [N, in, H, W] channels last
     * @param cells n of them: (image * H + row) * W + column
     */
    public Cells forward(Tensor x, int[] cells) {
        ScalarType type = x.scalar_type();
        Tensor w = foldedWeight().to(type);
        Tensor b = foldedBias().to(type);
        Tensor all;
        try (NoGradGuard noGraph = new NoGradGuard()) {
            all = counted(x, product(x, w, new TensorOptional(b), activation));
        }
        Tensor patches = Neighbourhoods.of(x, cells, shape.kernelHeight, shape.kernelWidth);
        Tensor kernels = w.permute(0, 2, 3, 1).reshape(shape.out, -1); // channels last: no copy
        Tensor some = activation.apply(torch.linear(patches, kernels, new TensorOptional(b)));
        Profile.layer(x, some, kernels.size(1), weight);
        return new Cells(all, some);
    }

    /** Whether it normalises by the statistics of its input, so that a number's value depends on all the others. */
    public boolean isLive() {
        return norm != null && norm.isLive();
    }

    private Tensor counted(Tensor x, Tensor y) {
        Profile.layer(x, y, (long) shape.in / shape.groups * shape.kernelHeight * shape.kernelWidth, weight);
        return y;
    }

    private Tensor result(Tensor x, Activation after) {
        if (isLive()) {
            return after.apply(requireNonNull(norm).live(product(x, weight.value(), Scalars.NONE, Activation.NONE)));
        }
        if (GradMode.is_enabled() && weight.trained()) {
            return result(x, foldedWeight(), foldedBias(), after);
        }
        List<Tensor> kept = kept(arithmetic(x));
        return result(x, kept.get(0), kept.get(1), after);
    }

    private Tensor result(Tensor x, Tensor w, Tensor b, Activation after) {
        return product(x, w, new TensorOptional(b), after);
    }

    /** Kernel, bias and activation over the cells of x: the one way to them, also where a live normalisation follows. */
    private Tensor product(Tensor x, Tensor w, TensorOptional bias, Activation after) {
        return isMatrixProduct() ? matrixProduct(x, w, bias, after) : after.apply(convolve(x, w, bias));
    }

    private Tensor matrixProduct(Tensor x, Tensor w, TensorOptional bias, Activation after) {
        ScalarType type = x.scalar_type();
        Tensor seen = strided(x);
        Tensor rows = seen.permute(0, 2, 3, 1).reshape(-1, shape.in); // [N*H'*W', in]: without a stride no copy
        TensorOptional b = bias.has_value() ? new TensorOptional(bias.get().to(type)) : bias;
        Tensor product = torch.linear(rows, w.view(shape.out, shape.in).to(type), b);
        return after.apply(product) // on the rows: on the map its gradient takes a copy, and the backward pass half as
                // long again
                .view(x.size(0), seen.size(2), seen.size(3), shape.out)
                .permute(0, 3, 1, 2);
    }

    /** The cells that a kernel of one cell looks at: [N, in, H', W']. */
    private Tensor strided(Tensor x) {
        LongOptional whole = new LongOptional();
        return shape.stride == 1 ? x : x.slice(2, whole, whole, shape.stride).slice(3, whole, whole, shape.stride);
    }

    /**
     * A 1x1 convolution is one, and as such never slower: oneDNN's bfloat16 gradient takes up to thrice as long, its
     * float32 convolutions a tenth more in a whole step, and cuDNN prepares itself for every size of its input. And oneDNN
     * 3.7.1 divides by zero when it plans some of them on small maps, and the process dies, on an AMD processor.
     */
    private boolean isMatrixProduct() {
        return shape.kernelHeight * shape.kernelWidth * shape.groups == 1;
    }

    /** Batch statistics and trained scale and shift, for pretraining; or the stored ones again. */
    @Override
    public void trainNormalization(boolean on) {
        if (norm != null) {
            norm.trainNormalization(on);
        }
    }

    /** Freezes weight and bias, or lets them be trained; of a normalisation, what may be trained of it. */
    @Override
    public void train(boolean on) {
        weight.train(on);
        if (norm != null) {
            norm.train(on);
        }
        if (bias != null) {
            bias.train(on);
        }
    }

    private Tensor convolve(Tensor input, Tensor w, TensorOptional bias) {
        Shape s = shape;
        ScalarType type = arithmetic(input);
        Tensor x = input.to(type);
        Tensor kernel = w.to(type);
        if (s.groups > 1 && input.is_cuda()) { // in this layout the engine takes kernels of its own, without a plan
            x = x.contiguous(MemoryFormat.Contiguous);
            kernel = kernel.contiguous(MemoryFormat.Contiguous);
        }
        TensorOptional b = bias.has_value() ? new TensorOptional(bias.get().to(type)) : bias;
        Padding.Border border = s.padding.around(x, s.kernelHeight, s.kernelWidth, s.stride, s.dilation);
        long[] stride = {s.stride, s.stride};
        long[] dilation = {s.dilation, s.dilation};
        return torch.conv2d(border.extend(x), kernel, b, stride, border.sides(), dilation, s.groups)
                .to(input.scalar_type());
    }

    /** The type it computes in: that of its input, but for some gradients of depthwise kernels. */
    private ScalarType arithmetic(Tensor input) {
        ScalarType type = input.scalar_type().intern();
        // oneDNN has no fast bfloat16 gradient for a depthwise kernel with a stride: float32 is six times faster.
        // And its gradient by the weight of a dilated one is wrong on maps from 29 columns on (3.7.1).
        boolean slow = shape.groups > 1 && shape.stride * shape.dilation > 1 && GradMode.is_enabled() && input.is_cpu();
        return slow && type == ScalarType.BFloat16 ? ScalarType.Float : type;
    }

    private Tensor foldedWeight() {
        return norm == null ? weight.value() : weight.value().mul(norm.factor().view(-1, 1, 1, 1));
    }

    private Tensor foldedBias() {
        return norm == null ? requireNonNull(bias).value() : norm.bias();
    }

    private long version() {
        return weight.version() + (norm == null ? requireNonNull(bias).version() : norm.version());
    }

    /** Weight and bias as they are used where no gradient is asked for. */
    private List<Tensor> kept(ScalarType type) {
        return folded.of(
                version(),
                type,
                () -> List.of(
                        foldedWeight().to(type).detach().clone().contiguous(MemoryFormat.ChannelsLast),
                        foldedBias().to(type).detach().clone()));
    }
}
