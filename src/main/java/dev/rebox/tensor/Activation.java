package dev.rebox.tensor;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** What follows a convolution. Works in place. */
public enum Activation {
    NONE,
    RELU,
    RELU6;

    Tensor apply(Tensor x) {
        return switch (this) {
            case NONE -> x;
            case RELU -> torch.relu_(x);
            case RELU6 -> torch.hardtanh_(x, Scalars.ZERO, Scalars.SIX);
        };
    }
}
