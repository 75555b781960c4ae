package dev.rebox.tensor;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** What follows a convolution. */
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

    /**
     * Writes over {@code x} where that saves anything, and returns where the result is. (What the engine's calls in place
     * return is a borrowed alias of {@code x}.)
     */
    public Tensor apply(Tensor x) {
        boolean graph = x.requires_grad();
        if (this == NONE) {
            return x;
        }
        if (!graph && x.scalar_type().intern() == ScalarType.BFloat16) {
            clampBits(x);
            return x;
        }
        if (this == RELU) {
            torch.relu_(x);
            return x;
        }
        if (graph) { // its gradient asks for the input, of which the engine makes a copy if it is written over
            return applied(x);
        }
        torch.hardtanh_(x, Scalars.ZERO, Scalars.SIX);
        return x;
    }

    /**
     * Numbers from 0 on are ordered as the integers that are written with the same bits, and the bits of others are a
     * negative integer: the processor compares sixteen of those at a time and converts nothing, a quarter of the time.
     * No gradient flows through it, and what is not a number may become one.
     */
    private void clampBits(Tensor x) {
        try (PointerScope scope = new PointerScope()) {
            Tensor bits = x.view(ScalarType.Short);
            torch.clamp_(bits, Scalars.ZERO_BITS, this == RELU6 ? Scalars.SIX_BITS : Scalars.MOST_BITS);
        }
    }
}
