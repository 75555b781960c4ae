package dev.rebox.tensor;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.TensorOptional;

/** Native constants that outlive every scope. */
public final class Scalars {
    static {
        Engine.load();
    }

    public static final Scalar ZERO = new Scalar(0.0).retainReference();
    public static final Scalar ONE = new Scalar(1.0).retainReference();
    public static final Scalar SIX = new Scalar(6.0).retainReference();

    /** Bits of bfloat16 numbers as 16-bit integers: of 0, of 6, and of the most that are positive. */
    static final ScalarOptional ZERO_BITS = bits(0);

    static final ScalarOptional SIX_BITS = bits(0x40C0);
    static final ScalarOptional MOST_BITS = bits(Short.MAX_VALUE);

    public static final TensorOptional NONE = new TensorOptional().retainReference();

    private Scalars() {}

    private static ScalarOptional bits(int value) {
        return new ScalarOptional(new Scalar(value)).retainReference();
    }
}
