package dev.rebox.tensor;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** What follows a convolution. Works in place. */
public enum Activation {
    NONE,
    RELU,
    RELU6;

    /** Leaves {@code x} as it is, and returns another tensor where there is anything to do. */
    Tensor applied(Tensor x) {
        return switch (this) {
            case RELU -> torch.relu(x);
            case RELU6 -> torch.hardtanh(x, Scalars.ZERO, Scalars.SIX);
            case NONE -> x;
        };
    }

    /** Writes over {@code x} and returns that same object. (What the engine's call returns is a borrowed alias of it.) */
    Tensor apply(Tensor x) {
        switch (this) {
            case RELU -> torch.relu_(x);
            case RELU6 -> torch.hardtanh_(x, Scalars.ZERO, Scalars.SIX);
            case NONE -> {}
        }
        return x;
    }
}
