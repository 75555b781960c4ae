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

    /** Zeros that the convolution itself adds on each side. */
    long inside(int kernel, int stride, int dilation) {
        int reach = (kernel - 1) * dilation;
        boolean even = this == TF_SAME && stride == 1;
        return this == SYMMETRIC || even ? reach / 2 : 0;
    }

    /** The input [N, C, H, W] with the zeros that a convolution cannot add itself, those of different sides. */
    Tensor outside(Tensor x, int kernelHeight, int kernelWidth, int stride, int dilation) {
        if (this != TF_SAME || stride == 1) {
            return x;
        }
        long[] missing = missing(x, kernelHeight, kernelWidth, stride, dilation);
        long y = missing[0];
        long across = missing[1];
        return y == 0 && across == 0 ? x : torch.constant_pad_nd(x, across / 2, across - across / 2, y / 2, y - y / 2);
    }

    /** Rows and columns that are to be added to [N, C, H, W], both sides together. */
    long[] missing(Tensor x, int kernelHeight, int kernelWidth, int stride, int dilation) {
        return switch (this) {
            case VALID -> new long[] {0, 0};
            case SYMMETRIC ->
                new long[] {2 * inside(kernelHeight, stride, dilation), 2 * inside(kernelWidth, stride, dilation)};
            case TF_SAME ->
                new long[] {
                    missing(x.size(2), kernelHeight, stride, dilation),
                    missing(x.size(3), kernelWidth, stride, dilation)
                };
        };
    }

    private static long missing(long size, int kernel, int stride, int dilation) {
        long out = (size + stride - 1) / stride;
        return Math.max(0, (out - 1) * stride + (kernel - 1L) * dilation + 1 - size);
    }
}
