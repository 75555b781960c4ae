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
        long[] missing = padding.missing(x, kernel, kernel, stride, 1);
        // An odd zero too many belongs after the last row: a last window that may hang over the edge does the same.
        boolean overhang = missing[0] % 2 == 1 || missing[1] % 2 == 1;
        long[] before = {missing[0] / 2, missing[1] / 2};
        return torch.max_pool2d(
                x, new long[] {kernel, kernel}, new long[] {stride, stride}, before, UNDILATED, overhang);
    }
}
