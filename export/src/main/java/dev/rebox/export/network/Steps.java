package dev.rebox.export.network;

import dev.rebox.export.graph.Attributes;
import dev.rebox.tensor.Padding;

/**
 * How a kernel steps over a map.
 *
 * @param dilation cells between its taps
 * @param padding at the map's border
 */
record Steps(int stride, int dilation, Padding padding) {
    /** From cell to cell. */
    static Steps one(Padding padding) {
        return new Steps(1, 1, padding);
    }

    /** Every second cell. */
    static Steps two(Padding padding) {
        return new Steps(2, 1, padding);
    }

    Steps dilated(int factor) {
        return new Steps(stride, factor, padding);
    }

    /** The attributes of a convolution or a pooling operator with this kernel. */
    Attributes attributes(long height, long width) {
        Attributes attributes = Attributes.ofAll("kernel_shape", height, width).andAll("strides", stride, stride);
        if (padding == Padding.TF_SAME && stride > 1) {
            return attributes.and("auto_pad", "SAME_UPPER"); // how much, and where, depends on the map
        }
        // At stride 1 TensorFlow's padding of an odd kernel is the symmetric one.
        long y = padding == Padding.VALID ? 0 : (height - 1) * dilation / 2;
        long x = padding == Padding.VALID ? 0 : (width - 1) * dilation / 2;
        return attributes.andAll("pads", y, x, y, x);
    }
}
