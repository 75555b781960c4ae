package dev.rebox.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.tensor.Conv2d.Shape;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class Conv2dTest {
    private final Parameters parameters = new Parameters(Engine.device("cpu"), 3);
    private PointerScope scope;

    @BeforeEach
    void open() {
        scope = new PointerScope();
    }

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void theSameBorderOfTensorFlowPutsTheOddZeroLast() {
        // One row 1 2 3 4, kernel 1 1 1 in the middle row, stride 2: windows 1 2 3 and 3 4 0.
        Tensor row = Tensors.floats(new float[] {1, 2, 3, 4}, parameters.device(), 1, 1, 1, 4);
        assertThat(Tensors.toFloats(sumOfThree(Padding.TF_SAME).forward(row))).containsExactly(6, 7);
        // An odd size has a zero on each side: 0 1 2, 2 3 4, 4 5 0.
        Tensor odd = Tensors.floats(new float[] {1, 2, 3, 4, 5}, parameters.device(), 1, 1, 1, 5);
        assertThat(Tensors.toFloats(sumOfThree(Padding.TF_SAME).forward(odd))).containsExactly(3, 9, 9);
    }

    @Test
    void theSymmetricBorderHasAZeroOnEachSide() {
        // 0 1 2 and 2 3 4.
        Tensor row = Tensors.floats(new float[] {1, 2, 3, 4}, parameters.device(), 1, 1, 1, 4);
        assertThat(Tensors.toFloats(sumOfThree(Padding.SYMMETRIC).forward(row))).containsExactly(3, 9);
    }

    @Test
    void storedStatisticsAreFoldedIntoTheWeights() {
        Conv2d conv =
                Conv2d.normalised(parameters, "conv", "bn", Shape.of(1, 1, 1, 1, Padding.VALID), 1, Activation.RELU6);
        set("conv.weight", 2);
        set("bn.running_mean", 1);
        set("bn.running_var", 3); // with epsilon 1: deviation 2
        set("bn.weight", 4);
        set("bn.bias", -1);
        // (2x - 1) / 2 * 4 - 1 = 4x - 3, then cut at 0 and 6.
        Tensor x = Tensors.floats(new float[] {0, 1, 2, 3}, parameters.device(), 1, 1, 2, 2);
        assertThat(Tensors.toFloats(conv.forward(x))).containsExactly(0, 1, 5, 6);
        try (NoGradGuard noGraph = new NoGradGuard()) {
            assertThat(Tensors.toFloats(conv.forward(x))).containsExactly(0, 1, 5, 6);
            set("bn.bias", 0); // what was kept is made anew
            assertThat(Tensors.toFloats(conv.forward(x))).containsExactly(0, 2, 6, 6);
        }
    }

    @Test
    void scaleAndShiftMayBeTrainedWhileTheStatisticsAreTheStoredOnes() {
        for (TrainedNormalization what : TrainedNormalization.values()) {
            Parameters own = new Parameters(Engine.device("cpu"), 3, what).under("a");
            Conv2d conv = Conv2d.normalised(own, "conv", "bn", Shape.of(1, 1, 1, 1, Padding.VALID), 1, Activation.NONE);
            set(own, "a.conv.weight", 2);
            set(own, "a.bn.running_mean", 1);
            set(own, "a.bn.running_var", 3); // with epsilon 1: deviation 2
            set(own, "a.bn.weight", 4);
            set(own, "a.bn.bias", -1);
            // (2x - 1) / 2 * 4 - 1: of 2 and 3 it is 5 and 9. By the kernel it grows by 2x, by the scale by (2x - 1) /
            // 2.
            Tensor x = Tensors.floats(new float[] {2, 3}, own.device(), 1, 1, 1, 2);
            Tensor y = conv.forward(x);
            assertThat(Tensors.toFloats(y)).containsExactly(5, 9);
            y.sum().backward();
            assertThat(gradient(own, "a.conv.weight")).containsExactly(10);
            assertThat(gradient(own, "a.bn.weight"))
                    .isEqualTo(what == TrainedNormalization.SCALE_SHIFT ? new float[] {4} : new float[0]);
            assertThat(gradient(own, "a.bn.bias"))
                    .isEqualTo(what == TrainedNormalization.FROZEN ? new float[0] : new float[] {2});
            assertThat(gradient(own, "a.bn.running_mean")).isEmpty();
            try (NoGradGuard noGraph = new NoGradGuard()) {
                assertThat(Tensors.toFloats(conv.forward(x))).containsExactly(5, 9);
                set(own, "a.bn.bias", 0); // as an optimiser's step: what was kept is made anew
                assertThat(Tensors.toFloats(conv.forward(x))).containsExactly(6, 10);
            }
            assertThat(Tensors.toFloats(conv.forward(x))).containsExactly(6, 10);
            conv.train(false);
            assertThat(own.trained()).isEmpty();
        }
    }

    /** Empty where there is none. */
    private static float[] gradient(Parameters parameters, String name) {
        Tensor gradient = parameters.get(name).value().grad();
        return gradient.defined() ? Tensors.toFloats(gradient) : new float[0];
    }

    private static void set(Parameters parameters, String name, float value) {
        Parameter parameter = parameters.get(name);
        parameter.set(Tensors.floats(new float[] {value}, parameters.device(), parameter.shape()));
    }

    /** The ways by which bfloat16 is computed differ by shape; each gives float32's results, less precisely. */
    @ParameterizedTest
    @EnumSource
    void bfloat16FollowsFloat32(Case kind) {
        Conv2d conv = Conv2d.normalised(parameters, "conv", "bn", kind.shape, 1e-3, Activation.RELU);
        Parameter weight = parameters.get("conv.weight");
        Tensor x = torch.randn(3, kind.shape.in(), kind.side, kind.side).contiguous(torch.MemoryFormat.ChannelsLast);

        Tensor exact = conv.forward(x);
        exact.sum().backward();
        Tensor exactGradient = weight.value().grad().clone();
        weight.value().grad().zero_();
        Tensor rough = conv.forward(x.to(ScalarType.BFloat16));
        assertThat(rough.scalar_type().intern()).isEqualTo(ScalarType.BFloat16);
        assertThat(rough.is_contiguous(torch.MemoryFormat.ChannelsLast)).isTrue();
        rough.sum().backward();

        assertThat(distance(rough, exact)).isLessThan(0.05);
        assertThat(distance(weight.value().grad(), exactGradient)).isLessThan(0.05);
        try (NoGradGuard noGraph = new NoGradGuard()) {
            assertThat(distance(conv.forward(x), exact)).isCloseTo(0, within(1e-5));
            assertThat(distance(conv.forward(x.to(ScalarType.BFloat16)), exact)).isLessThan(0.05);
        }
    }

    enum Case {
        POINTWISE_ON_SMALL_MAPS(Shape.of(32, 48, 1, 1, Padding.SYMMETRIC), 4),
        POINTWISE_ON_LARGE_MAPS(Shape.of(32, 48, 1, 1, Padding.SYMMETRIC), 20),
        DEPTHWISE(Shape.depthwise(96, 3, 1, Padding.SYMMETRIC), 8),
        DEPTHWISE_AND_DILATED(Shape.depthwise(96, 3, 1, Padding.SYMMETRIC).dilated(2), 33),
        DEPTHWISE_WITH_STRIDE(Shape.depthwise(96, 3, 2, Padding.TF_SAME), 8),
        ORDINARY(Shape.of(32, 48, 3, 1, Padding.SYMMETRIC), 8);

        private final Shape shape;
        private final int side;

        Case(Shape shape, int side) {
            this.shape = shape;
            this.side = side;
        }
    }

    /** Norm of the difference over the norm of {@code b}. */
    private static double distance(Tensor a, Tensor b) {
        Tensor difference = a.to(ScalarType.Float).sub(b);
        return difference.norm().item_double() / b.norm().item_double();
    }

    private Conv2d sumOfThree(Padding padding) {
        Parameters own = new Parameters(parameters.device(), 0);
        Conv2d conv = Conv2d.biased(own, "conv", Shape.of(1, 1, 3, 2, padding), Init.ZEROS, Activation.NONE);
        own.get("conv.weight").set(Tensors.floats(new float[] {0, 0, 0, 1, 1, 1, 0, 0, 0}, own.device(), 1, 1, 3, 3));
        return conv;
    }

    private void set(String name, float value) {
        Parameter parameter = parameters.get(name);
        parameter.set(Tensors.floats(new float[] {value}, parameters.device(), parameter.shape()));
    }
}
