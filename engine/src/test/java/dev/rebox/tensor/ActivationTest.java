package dev.rebox.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActivationTest {
    private static final float TINY = 0x1p-130f; // has a form in bfloat16, and no normal one
    private static final float[] NUMBERS = {
        Float.NEGATIVE_INFINITY, -100, -6, -TINY, 0, TINY, 1, 5.96875f, 6, 6.03125f, 100, Float.POSITIVE_INFINITY
    };
    private static final float[] RELU = {0, 0, 0, 0, 0, TINY, 1, 5.96875f, 6, 6.03125f, 100, Float.POSITIVE_INFINITY};
    private static final float[] RELU6 = {0, 0, 0, 0, 0, TINY, 1, 5.96875f, 6, 6, 6, 6};

    /** 5.96875 and 6.03125 are the neighbours of 6 in bfloat16; with a graph and without one it is computed differently. */
    @ParameterizedTest
    @CsvSource({"Float, false", "Float, true", "BFloat16, false", "BFloat16, true"})
    void cutsAtZeroAndAtSix(ScalarType type, boolean graph) {
        try (PointerScope scope = new PointerScope()) {
            assertThat(applied(Activation.RELU, type, graph)).containsExactly(RELU);
            assertThat(applied(Activation.RELU6, type, graph)).containsExactly(RELU6);
            assertThat(applied(Activation.NONE, type, graph)).containsExactly(NUMBERS);
        }
    }

    private static float[] applied(Activation activation, ScalarType type, boolean graph) {
        Tensor leaf =
                Tensors.floats(NUMBERS, Engine.device("cpu"), NUMBERS.length).to(type);
        leaf.set_requires_grad(graph);
        Tensor x = leaf.mul(Scalars.ONE);
        Tensor y = activation.apply(x);
        if (!graph) { // no second tensor
            assertThat(y).isSameAs(x);
        }
        return Tensors.toFloats(y.to(ScalarType.Float));
    }
}
