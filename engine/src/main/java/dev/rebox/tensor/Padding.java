package dev.rebox.tensor;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** How a convolution treats the border. */
public enum Padding {
    /** (kernel - 1) / 2 zeros on each side, PyTorch's habit; an odd kernel keeps the size at stride 1. */
    SYMMETRIC,
    /** TensorFlow's SAME: as many zeros as the output size ceil(size / stride) asks for, the odd one after. */
    TF_SAME,
    /** No zeros. */
    VALID;

    /**
     * Zeros around a map.
     *
     * @param y rows on each side, which a convolution adds itself
     * @param x columns on each side
     * @param below one more row after the last, or none
     * @param right one more column after the last, or none
     */
    record Border(long y, long x, long below, long right) {
        /** [N, C, H, W] with the rows and columns that a convolution cannot add itself, as they are on one side only. */
        Tensor extend(Tensor map) {
            return below == 0 && right == 0 ? map : torch.constant_pad_nd(map, 0, right, 0, below);
        }

        long[] sides() {
            return new long[] {y, x};
        }
    }

    /** The zeros that a kernel asks for around [N, C, H, W]. */
    Border around(Tensor map, int kernelHeight, int kernelWidth, int stride, int dilation) {
        long y = missing(map.size(2), kernelHeight, stride, dilation);
        long x = missing(map.size(3), kernelWidth, stride, dilation);
        return new Border(y / 2, x / 2, y % 2, x % 2);
    }

    /** Rows or columns to be added in all. */
    private long missing(long size, int kernel, int stride, int dilation) {
        long reach = (kernel - 1L) * dilation;
        return switch (this) {
            case VALID -> 0;
            case SYMMETRIC -> reach / 2 * 2;
            case TF_SAME -> Math.max(0, ((size + stride - 1) / stride - 1) * stride + reach + 1 - size);
        };
    }
}
