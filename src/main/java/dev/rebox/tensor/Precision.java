package dev.rebox.tensor;

import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The type in which pictures run through the convolutions. Parameters, their gradients, losses and the arithmetic of
 * boxes are float32 always: a layer casts its weights to the type of its input.
 */
public enum Precision {
    FLOAT32(ScalarType.Float),
    BFLOAT16(ScalarType.BFloat16);

    private final ScalarType type;

    Precision(ScalarType type) {
        this.type = type;
    }

    public ScalarType type() {
        return type;
    }
}
