package dev.rebox.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.TorchGolden;
import dev.rebox.config.ConfigReader;
import dev.rebox.tensor.Init;
import dev.rebox.tensor.Parameter;
import dev.rebox.tensor.Parameters;
import dev.rebox.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        assertThat(Tensors.toFloats(w.value())).containsExactly(9.8f);
        gradient(w, -.98f);
        sgd.step(.1); // v = .5 * 2 - .98 + .1 * 9.8 = 1
        assertThat(Tensors.toFloats(w.value())).containsExactly(new float[] {9.7f}, within(1e-6f));
    }

    @Test
    void auxiliaryHeadsAndTheRefinementDecayByTheirOwnRate() {
        Parameter backbone = parameter("backbone.conv1.weight", 0);
        Parameter head = parameter("head.logits.weight", 0);
        Parameter still = parameter("head.offsets.weight", 0);
        Parameter task = parameter("auxiliary.closeness.logits.weight", 0);
        Parameter refinement = parameter("refinement.fc.weight", 0);
        List<Parameter> all = List.of(backbone, head, still, task, refinement);
        all.stream().filter(p -> p != still).forEach(p -> gradient(p, 1));
        assertThat(new WeightDecay(1, 2).groups(all))
                .containsExactly(
                        new WeightDecay.Group(List.of(backbone, head), 1),
                        new WeightDecay.Group(List.of(task, refinement), 2));
    }

    @Test
    void trunksMayDecayByTheirOwnRateAndBiasesNotAtAll() {
        Parameter backbone = matrix("backbone.conv1.weight");
        Parameter shift = parameter("backbone.bn1.bias", 0);
        Parameter trunk = matrix("auxiliary.closeness.trunk.conv1.weight");
        Parameter logits = matrix("auxiliary.closeness.logits.weight");
        Parameter bias = parameter("auxiliary.closeness.logits.bias", 0);
        Parameter main = matrix("head.trunk.conv1.weight");
        List<Parameter> all = List.of(backbone, shift, trunk, logits, bias, main);
        all.forEach(p -> p.value().sum().backward());
        assertThat(new WeightDecay(1, 2, 3, false).groups(all))
                .containsExactly(
                        new WeightDecay.Group(List.of(backbone, main), 1),
                        new WeightDecay.Group(List.of(shift, bias), 0),
                        new WeightDecay.Group(List.of(trunk), 3),
                        new WeightDecay.Group(List.of(logits), 2));
        assertThat(new WeightDecay(1, 2, 3, true).groups(all))
                .contains(new WeightDecay.Group(List.of(backbone, shift, main), 1));
    }

    @Test
    void theSettingsOfDecayAreTheConfigurations() {
        assertThat(decay()).isEqualTo(new WeightDecay(1e-4, 1e-3));
        assertThat(decay("trunkWeightDecay=0.0001", "decayBiases=false"))
                .isEqualTo(new WeightDecay(1e-4, 1e-3, 1e-4, false));
    }

    private static WeightDecay decay(String... pairs) {
        return WeightDecay.of(ConfigReader.read(List.of(pairs)).train());
    }

    private Parameter matrix(String name) {
        return parameters.create(name, Init.ZEROS, 2, 2);
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
        assertThat(Tensors.toFloats(still.value())).containsExactly(3);
        assertThat(still.version()).isZero();
        assertThat(Tensors.toFloats(moved.value())[0]).isLessThan(3);
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
        assertThat(Tensors.toFloats(detector.value())).containsExactly(Arrays.copyOf(there, 3), within(1e-5f));
    }

    /** Two kernels at once, in the layout that images have, against the formulas, number by number. */
    @ParameterizedTest
    @CsvSource({"adamw, 0", "sgd, 0", "sgd, .9"})
    void kernelsMoveAsTheFormulasSay(String name, double momentum) {
        List<Parameter> kernels = List.of(
                parameters.create("one", Init.normal(1), 8, 5, 3, 3),
                parameters.create("two", Init.normal(1), 4, 8, 3, 3));
        WeightDecay decay = new WeightDecay(.1, 0);
        Optimizer optimizer = name.equals("adamw") ? new AdamW(kernels, decay) : new Sgd(kernels, momentum, decay);
        List<float[]> values =
                kernels.stream().map(p -> Tensors.toFloats(p.value())).toList();
        List<float[]> first = values.stream().map(v -> new float[v.length]).toList();
        List<float[]> second = values.stream().map(v -> new float[v.length]).toList();
        double rate = .01;
        for (int step = 1; step <= 3; step++) {
            Tensor x = torch.randn(1, 5, 6, 6).contiguous(torch.MemoryFormat.ChannelsLast);
            Tensor hidden = torch.conv2d(x, kernels.get(0).value());
            torch.conv2d(hidden, kernels.get(1).value()).square().sum().backward();
            for (int k = 0; k < kernels.size(); k++) {
                float[] gradient = Tensors.toFloats(kernels.get(k).value().grad());
                for (int i = 0; i < gradient.length; i++) {
                    float[] w = values.get(k);
                    float[] m = first.get(k);
                    float[] v = second.get(k);
                    if (name.equals("adamw")) {
                        w[i] *= (float) (1 - rate * .1);
                        m[i] += (float) (.1 * (gradient[i] - m[i]));
                        v[i] += (float) (.001 * (gradient[i] * gradient[i] - v[i]));
                        w[i] -= (float) (rate
                                * m[i]
                                / (1 - Math.pow(.9, step))
                                / (Math.sqrt(v[i] / (1 - Math.pow(.999, step))) + 1e-8));
                    } else {
                        m[i] = (float) (momentum * m[i] + gradient[i] + .1 * w[i]);
                        w[i] -= (float) (1e-4 * m[i]);
                    }
                }
            }
            optimizer.step(name.equals("adamw") ? rate : 1e-4);
            Gradients.clear(kernels);
            for (int k = 0; k < kernels.size(); k++) {
                assertThat(Tensors.toFloats(kernels.get(k).value())).containsExactly(values.get(k), within(1e-3f));
            }
        }
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
        assertThat(Tensors.toFloats(large.value().grad())).containsExactly(new float[] {6, 8}, within(1e-5f));
        assertThat(Tensors.toFloats(small.value().grad())).containsExactly(3, 4);
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
        assertThat(Tensors.toFloats(large.value().grad())).containsExactly(30, 40);
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
            assertThat(Tensors.toFloats(detector.value())).containsExactly(Arrays.copyOf(expected, 3), within(1e-5f));
            assertThat(Tensors.toFloats(auxiliary.value()))
                    .containsExactly(Arrays.copyOfRange(expected, 3, 6), within(1e-5f));
        }
    }

    private static float[] values(TorchGolden golden, int step) {
        return golden.get("values").get(step).floats();
    }

    private Parameter parameter(String name, float... values) {
        return parameters.create(name, shape -> Tensors.floats(values, parameters.device(), shape), values.length);
    }

    /** Through a real backward pass: the gradient of the sum of values times these. */
    private void gradient(Parameter parameter, float... values) {
        Gradients.clear(List.of(parameter));
        Tensor weights = Tensors.floats(values, parameters.device(), values.length);
        parameter.value().mul(weights).sum().backward();
    }
}
