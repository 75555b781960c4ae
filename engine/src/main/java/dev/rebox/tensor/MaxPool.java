package dev.rebox.tensor;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Maximum over square windows; what is padded never wins.
 *
 * @param kernel side of a window
 * @param stride steps between windows
 */
public record MaxPool(int kernel, int stride, Padding padding) implements Layer {
    private static final long[] UNDILATED = {1, 1};

    @Override
    public Tensor forward(Tensor x) {
        Padding.Border border = padding.around(x, kernel, kernel, stride, 1);
        // A last window that hangs over the edge is the same as one more row or column there.
        boolean overhang = border.below() + border.right() > 0;
        long[] kernels = {kernel, kernel};
        return torch.max_pool2d(x, kernels, new long[] {stride, stride}, border.sides(), UNDILATED, overhang);
    }
}
