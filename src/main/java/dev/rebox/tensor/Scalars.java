package dev.rebox.tensor;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.TensorOptional;

/** Native constants that outlive every scope. */
public final class Scalars {
    static {
        Engine.load();
    }

    public static final Scalar ZERO = new Scalar(0.0).retainReference();
    public static final Scalar ONE = new Scalar(1.0).retainReference();
    public static final Scalar SIX = new Scalar(6.0).retainReference();
    public static final TensorOptional NONE = new TensorOptional().retainReference();

    private Scalars() {}
}
