package dev.rebox.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.TorchGolden;
import dev.rebox.tensor.Parameter;
import dev.rebox.tensor.Parameters;
import dev.rebox.tensor.Transfer;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OptimizerTest {
    private PointerScope scope;
    private Parameters parameters;

    @BeforeEach
    void open() {
        scope = new PointerScope();
        parameters = new Parameters(new Device("cpu"), 0);
    }

    @AfterEach
    void close() {
        parameters.close();
        scope.close();
    }

    @Test
    void momentumAddsUpAndDecayPullsToNought() {
        Parameter w = parameter("head.w", 10);
        Sgd sgd = new Sgd(List.of(w), .5, new WeightDecay(.1, 0));
        gradient(w, 1);
        sgd.step(.1); // v = 1 + .1 * 10 = 2
        assertThat(Transfer.toFloats(w.value())).containsExactly(9.8f);
        gradient(w, -.98f);
        sgd.step(.1); // v = .5 * 2 - .98 + .1 * 9.8 = 1
        assertThat(Transfer.toFloats(w.value())).containsExactly(new float[] {9.7f}, within(1e-6f));
    }

    @Test
    void auxiliaryHeadsAndTheRefinementDecayByTheirOwnRate() {
        WeightDecay decay = new WeightDecay(1, 2);
        assertThat(decay.of(parameter("backbone.conv1.weight", 0))).isEqualTo(1);
        assertThat(decay.of(parameter("head.logits.weight", 0))).isEqualTo(1);
        assertThat(decay.of(parameter("auxiliary.closeness.logits.weight", 0))).isEqualTo(2);
        assertThat(decay.of(parameter("refinement.fc.weight", 0))).isEqualTo(2);
    }

    @Test
    void aParameterWithoutAGradientStaysWhereItIs() {
        Parameter still = parameter("a", 3);
        Parameter moved = parameter("b", 3);
        gradient(moved, 1);
        for (Optimizer optimizer : List.of(
                new Sgd(List.of(still, moved), .9, new WeightDecay(.1, .1)),
                new AdamW(List.of(still, moved), new WeightDecay(.1, .1)))) {
            long version = moved.version();
            optimizer.step(.1);
            assertThat(moved.version()).isGreaterThan(version); // what was computed from it is stale
        }
        assertThat(Transfer.toFloats(still.value())).containsExactly(3);
        assertThat(still.version()).isZero();
        assertThat(Transfer.toFloats(moved.value())[0]).isLessThan(3);
    }

    @Test
    void stepsAreTorchs() {
        follow("sgd", false);
        follow("adamw", true);
    }

    @Test
    void anOptimiserThatGoesOnDoesTheSameSteps() {
        TorchGolden golden = TorchGolden.of("adamw");
        float[] there = values(golden, 3);
        Parameter detector = parameter("head.w", Arrays.copyOf(golden.floats("start"), 3));
        WeightDecay decay = new WeightDecay(.1, .5);
        AdamW first = new AdamW(List.of(detector), decay);
        for (int i = 0; i < 2; i++) {
            gradient(detector, Arrays.copyOf(golden.get("gradients").get(i).floats(), 3));
            first.step(golden.floats("rates")[i]);
        }
        AdamW second = new AdamW(List.of(detector), decay);
        second.state().forEach((name, tensor) -> tensor.copy_(first.state().get(name)));
        second.resumeAt(2);
        for (int i = 2; i < 4; i++) {
            gradient(detector, Arrays.copyOf(golden.get("gradients").get(i).floats(), 3));
            second.step(golden.floats("rates")[i]);
        }
        assertThat(Transfer.toFloats(detector.value())).containsExactly(Arrays.copyOf(there, 3), within(1e-5f));
    }

    @Test
    void eachParametersGradientIsCutToTheLimit() {
        Parameter large = parameter("large", 0, 0);
        Parameter small = parameter("small", 0, 0);
        Parameter none = parameter("none", 0);
        gradient(large, 30, 40); // a norm of 50
        gradient(small, 3, 4);
        Gradients gradients = Gradients.clip(List.of(large, small, none), 10);
        assertThat(gradients.norm()).isCloseTo(Math.sqrt(50 * 50 + 5 * 5), within(1e-5));
        assertThat(gradients.invalid()).isEmpty();
        assertThat(Transfer.toFloats(large.value().grad())).containsExactly(new float[] {6, 8}, within(1e-5f));
        assertThat(Transfer.toFloats(small.value().grad())).containsExactly(3, 4);
        Gradients.clear(List.of(large, small, none));
        assertThat(large.value().grad().defined()).isFalse();
        assertThat(Gradients.clip(List.of(large, small, none), 10).norm()).isZero();
    }

    @Test
    void anInvalidGradientIsNamedAndNothingIsCut() {
        Parameter large = parameter("large", 0, 0);
        Parameter broken = parameter("broken", 0, 0);
        gradient(large, 30, 40);
        gradient(broken, 1, Float.NaN);
        assertThat(Gradients.clip(List.of(large, broken), 10).invalid()).contains("broken");
        assertThat(Transfer.toFloats(large.value().grad())).containsExactly(30, 40);
    }

    /** The same start, gradients and rates as torch.optim had; the second three numbers are an auxiliary head's. */
    private void follow(String name, boolean adamW) {
        TorchGolden golden = TorchGolden.of(name);
        float[] start = golden.floats("start");
        Parameter detector = parameter("head." + name, Arrays.copyOf(start, 3));
        Parameter auxiliary = parameter("auxiliary." + name, Arrays.copyOfRange(start, 3, 6));
        List<Parameter> both = List.of(detector, auxiliary);
        WeightDecay decay = new WeightDecay(.1, .5);
        Optimizer optimizer = adamW ? new AdamW(both, decay) : new Sgd(both, .9, decay);
        for (int i = 0; i < golden.floats("rates").length; i++) {
            float[] gradient = golden.get("gradients").get(i).floats();
            gradient(detector, Arrays.copyOf(gradient, 3));
            gradient(auxiliary, Arrays.copyOfRange(gradient, 3, 6));
            optimizer.step(golden.floats("rates")[i]);
            float[] expected = values(golden, i);
            assertThat(Transfer.toFloats(detector.value())).containsExactly(Arrays.copyOf(expected, 3), within(1e-5f));
            assertThat(Transfer.toFloats(auxiliary.value()))
                    .containsExactly(Arrays.copyOfRange(expected, 3, 6), within(1e-5f));
        }
    }

    private static float[] values(TorchGolden golden, int step) {
        return golden.get("values").get(step).floats();
    }

    private Parameter parameter(String name, float... values) {
        return parameters.create(name, shape -> Transfer.floats(values, parameters.device(), shape), values.length);
    }

    /** Through a real backward pass: the gradient of the sum of values times these. */
    private void gradient(Parameter parameter, float... values) {
        Gradients.clear(List.of(parameter));
        Tensor weights = Transfer.floats(values, parameters.device(), values.length);
        parameter.value().mul(weights).sum().backward();
    }
}
