package dev.rebox.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;

class MaxPoolTest {
    @Test
    void theBorderNeverWinsAndTheOddOneIsLast() {
        // Row -1 -2 -3 -4. Symmetric: (pad -1 -2) (-2 -3 -4); TensorFlow's: (-1 -2 -3) (-3 -4 pad); none: (-1 -2 -3).
        assertThat(pooled(Padding.SYMMETRIC, -1, -2, -3, -4)).containsExactly(-1, -2);
        assertThat(pooled(Padding.TF_SAME, -1, -2, -3, -4)).containsExactly(-1, -3);
        // Of an odd row TensorFlow pads both ends: (pad -1 -2) (-2 -3 -4) (-4 -5 pad).
        assertThat(pooled(Padding.TF_SAME, -1, -2, -3, -4, -5)).containsExactly(-1, -2, -4);
    }

    /** 3 wide windows at stride 2 over one row, three times below itself so that rows do not matter. */
    private static float[] pooled(Padding padding, float... row) {
        try (PointerScope scope = new PointerScope()) {
            float[] rows = new float[3 * row.length];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = row[i % row.length];
            }
            var map = Tensors.floats(rows, Engine.device("cpu"), 1, 1, 3, row.length);
            float[] pooled = Tensors.toFloats(new MaxPool(3, 2, padding).forward(map));
            return java.util.Arrays.copyOf(pooled, pooled.length / 2);
        }
    }
}
