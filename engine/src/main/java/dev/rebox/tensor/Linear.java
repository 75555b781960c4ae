package dev.rebox.tensor;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** A fully connected layer, always float32: it makes logits and offsets, which losses and boxes are computed from. */
public final class Linear {
    private final Parameter weight;
    private final Parameter bias;

    /** Parameters {@code name.weight} [out, in] and {@code name.bias} [out]. */
    public Linear(Parameters parameters, String name, int in, int out, Init init) {
        Parameters own = parameters.under(name);
        weight = own.create("weight", init, out, in);
        bias = own.create("bias", Init.ZEROS, out);
    }

    /** [N, in] float32 to [N, out] float32. */
    public Tensor forward(Tensor x) {
        Tensor y = torch.linear(x, weight.value(), new TensorOptional(bias.value()));
        Profile.layer(x, y, weight.shape()[1], weight);
        return y;
    }

    /** [out, in] packed. */
    public float[] weights() {
        return Tensors.toFloats(weight.value());
    }

    /** [out] */
    public float[] biases() {
        return Tensors.toFloats(bias.value());
    }
}
