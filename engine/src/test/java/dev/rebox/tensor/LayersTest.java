package dev.rebox.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Parameters, and what the simplest layers make of them. */
class LayersTest {
    static {
        Engine.load();
    }

    private final PointerScope scope = new PointerScope();
    private final Parameters parameters = new Parameters(Engine.device("cpu"), 7);

    @AfterEach
    void free() {
        parameters.close();
        scope.close();
    }

    private Tensor floats(float[] values, long... shape) {
        return Tensors.floats(values, parameters.device(), shape);
    }

    private void set(String name, float... values) {
        Parameter parameter = parameters.get(name);
        parameter.set(floats(values, parameter.shape()));
    }

    @Test
    void aLinearLayerWeighsItsInputsRowByRow() {
        Linear linear = new Linear(parameters, "fc", 3, 2, Init.ZEROS);
        set("fc.weight", 1, 2, 3, -1, 0, 1);
        set("fc.bias", 10, 20);
        // 1 + 4 + 9 + 10 and -1 + 3 + 20
        assertThat(Tensors.toFloats(linear.forward(floats(new float[] {1, 2, 3}, 1, 3))))
                .containsExactly(24, 22);
    }

    @Test
    void frozenNormalisationIsAFactorAndABias() {
        BatchNorm norm = new BatchNorm(parameters, "bn", 2, 1);
        set("bn.weight", 6, 4);
        set("bn.bias", 1, 2);
        set("bn.running_mean", 5, -1);
        set("bn.running_var", 8, 3);
        // 6 / sqrt(8 + 1) = 2, 1 - 5 * 2; 4 / sqrt(3 + 1) = 2, 2 + 1 * 2
        assertThat(Tensors.toFloats(norm.factor())).containsExactly(2, 2);
        assertThat(Tensors.toFloats(norm.bias())).containsExactly(-9, 4);
        set("bn.weight", 3, 4);
        assertThat(Tensors.toFloats(norm.factor())).as("after a change").containsExactly(1, 2);
    }

    @Test
    void liveNormalisationMovesTheStoredStatisticsByATenth() {
        BatchNorm norm = new BatchNorm(parameters, "bn", 1, 0);
        norm.trainNormalization(true);
        assertThat(parameters.trainedCount()).isEqualTo(2);
        // mean 3; deviations -2, 0, 0, 2: variance 2, and 8/3 with Bessel's correction
        Tensor out = norm.live(floats(new float[] {1, 3, 3, 5}, 1, 1, 2, 2));
        assertThat(Tensors.toFloats(out)[0]).isCloseTo((float) (-2 / Math.sqrt(2)), within(1e-5f));
        assertThat(Tensors.toFloats(parameters.get("bn.running_mean").value())[0])
                .isCloseTo(.3f, within(1e-6f));
        assertThat(Tensors.toFloats(parameters.get("bn.running_var").value())[0])
                .isCloseTo((float) (.9 + .1 * 8 / 3), within(1e-6f));
        // what is frozen then uses the moved ones: 1 / sqrt(.9 + .8/3)
        norm.trainNormalization(false);
        assertThat(Tensors.toFloats(norm.factor())[0]).isCloseTo((float) (1 / Math.sqrt(.9 + .8 / 3)), within(1e-5f));
        assertThat(parameters.trainedCount()).isZero();
    }

    @Test
    void sumsOfWeightedRowsAreThoseOfTheTable() {
        WeightedRows rows = new WeightedRows(2, 2);
        rows.add(0, .5f);
        rows.add(2, .25f);
        rows.add(1, 1);
        rows.add(1, 2);
        Tensor table = floats(new float[] {2, 4, 1, 1, 8, 0}, 3, 2);
        // half of (2, 4) and a quarter of (8, 0); three times (1, 1)
        assertThat(Tensors.toFloats(rows.sums(table))).containsExactly(3, 2, 3, 3);
    }

    @Test
    void initialValuesFollowFromSeedAndNameNotFromTheOrder() {
        parameters.create("a", Init.normal(1), 5);
        float[] b = Tensors.toFloats(parameters.create("b", Init.normal(1), 5).value());
        try (Parameters again = new Parameters(Engine.device("cpu"), 7);
                Parameters other = new Parameters(Engine.device("cpu"), 8)) {
            assertThat(Tensors.toFloats(again.create("b", Init.normal(1), 5).value()))
                    .isEqualTo(b);
            assertThat(Tensors.toFloats(other.create("b", Init.normal(1), 5).value()))
                    .isNotEqualTo(b);
            assertThat(Tensors.toFloats(again.create("c", Init.normal(1), 5).value()))
                    .isNotEqualTo(b);
        }
    }

    @Test
    void newValuesHaveTheDeviationThatWasAskedFor() {
        Tensor normal = parameters.create("n", Init.normal(.01), 10_000).value();
        assertThat(normal.std().item_double()).isCloseTo(.01, within(.0005));
        // fan out 8 * 3 * 3 / 2 groups = 36: sqrt(2 / 36)
        Tensor kaiming = parameters.create("k", Init.kaiming(2), 8, 200, 3, 3).value();
        assertThat(kaiming.std().item_double()).isCloseTo(Math.sqrt(2 / 36.), within(.01));
    }

    @Test
    void partsOfANetworkSeeTheirOwnParameters() {
        Parameters head = parameters.under("head");
        head.create("w", Init.ONES, 2, 3);
        head.under("norm").constant("mean", Init.ZEROS, 4);
        parameters.create("header", Init.ONES, 1);
        assertThat(head.all()).extracting(Parameter::name).containsExactly("head.w", "head.norm.mean");
        assertThat(head.trained()).extracting(Parameter::name).containsExactly("head.w");
        assertThat(parameters.trainedCount()).isEqualTo(7);
        assertThat(head.name()).isEqualTo("head");
        assertThat(parameters.name()).isEmpty();
        assertThatThrownBy(() -> head.create("w", Init.ONES, 1)).hasMessage("two parameters are called head.w");
    }

    @Test
    void aParameterTakesValuesOfItsOwnShapeOnly() {
        Parameter p = parameters.create("p", Init.ZEROS, 2, 1);
        long version = p.version();
        p.set(torch.ones(2, 1).to(torch.ScalarType.Double));
        assertThat(Tensors.toFloats(p.value())).containsExactly(1, 1);
        assertThat(p.version()).isGreaterThan(version);
        assertThatThrownBy(() -> p.set(torch.ones(1, 2))).hasMessage("parameter p has shape [2, 1], not [1, 2]");
    }
}
