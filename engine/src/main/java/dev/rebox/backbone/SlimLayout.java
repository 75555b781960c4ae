package dev.rebox.backbone;

import org.bytedeco.pytorch.Tensor;

/** How TensorFlow's tensors are turned into the layout of this library, which is PyTorch's. */
public final class SlimLayout {
    private static final String DEPTHWISE = "depthwise_weights";

    private SlimLayout() {}

    /**
     * [H, W, in, out] to [out, in, H, W], depthwise [H, W, C, 1] to [C, 1, H, W], fully connected [in, out] to [out, in]; all
     * others as they are.
     *
     * @param name of the variable
     */
    public static Tensor turned(String name, Tensor values) {
        if (values.dim() == 4) {
            return name.endsWith(DEPTHWISE) ? values.permute(2, 3, 0, 1) : values.permute(3, 2, 0, 1);
        }
        return values.dim() == 2 ? values.t() : values;
    }
}
