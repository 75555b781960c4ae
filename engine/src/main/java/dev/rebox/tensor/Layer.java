package dev.rebox.tensor;

import org.bytedeco.pytorch.Tensor;

/** A part of a convolutional network: images or maps in, maps out. Without parameters it can be a lambda. */
@FunctionalInterface
public interface Layer {
    /** [N, C, H, W] to [N, C', H', W'], channels last, in the type of the input. Does not change its input. */
    Tensor forward(Tensor x);

    /** Batch normalisation by the batch's own statistics, with trained scale and shift; or by the stored ones again. */
    default void trainNormalization(boolean on) {}

    /** Lets the weights be trained, or freezes them. */
    default void train(boolean on) {}
}
