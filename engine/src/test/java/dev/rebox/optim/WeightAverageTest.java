package dev.rebox.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.tensor.Engine;
import dev.rebox.tensor.Init;
import dev.rebox.tensor.Owned;
import dev.rebox.tensor.Parameter;
import dev.rebox.tensor.Parameters;
import dev.rebox.tensor.Tensors;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WeightAverageTest {
    private final Parameters parameters = new Parameters(Engine.device("cpu"), 1);
    private final Parameter weight = parameters.create("weight", Init.ZEROS, 2);

    @AfterEach
    void free() {
        parameters.close();
    }

    private void set(float a, float b) {
        try (PointerScope scope = new PointerScope()) {
            weight.set(Tensors.floats(new float[] {a, b}, Engine.device("cpu"), 2));
        }
    }

    private float[] averaged(WeightAverage average) {
        float[][] values = new float[1][];
        average.within(() -> values[0] = Tensors.toFloats(weight.value()));
        return values[0];
    }

    @Test
    void theFirstStepsForgetFast() {
        try (WeightAverage average = new WeightAverage(List.of(weight), .998)) {
            set(11, 22);
            average.update(); // d = 2 / 11: 9 / 11 of the new value
            assertThat(averaged(average)[0]).isCloseTo(9, within(1e-5f));
            assertThat(averaged(average)[1]).isCloseTo(18, within(1e-5f));
            average.update(); // d = 3 / 12: 9 / 4 + 3 / 4 * 11
            assertThat(averaged(average)[0]).isCloseTo(10.5f, within(1e-5f));
        }
    }

    @Test
    void theDecayIsReached() {
        try (WeightAverage average = new WeightAverage(List.of(weight), .5)) {
            average.resumeAt(100); // (1 + t) / (10 + t) is above a half by then
            set(8, 0);
            average.update();
            assertThat(averaged(average)[0]).isEqualTo(4);
            average.update();
            assertThat(averaged(average)[0]).isEqualTo(6);
        }
    }

    @Test
    void theParametersComeBackToTheBitAndWhatWasDerivedIsStale() {
        long live = Owned.live();
        try (WeightAverage average = new WeightAverage(List.of(weight), .9)) {
            set(.1f, -1e-30f);
            long version = weight.version();
            assertThat(averaged(average)).containsExactly(0, 0);
            assertThat(Tensors.toFloats(weight.value())).containsExactly(.1f, -1e-30f);
            assertThat(weight.version()).isGreaterThan(version);
        }
        assertThat(Owned.live()).isEqualTo(live);
    }

    @Test
    void aCheckpointFromWithinHasTheParameters() {
        try (WeightAverage average = new WeightAverage(List.of(weight), .9)) {
            set(5, 6);
            average.within(() -> {
                assertThat(Tensors.toFloats(weight.value())).containsExactly(0, 0);
                average.outside(
                        () -> assertThat(Tensors.toFloats(weight.value())).containsExactly(5, 6));
                assertThat(Tensors.toFloats(weight.value())).containsExactly(0, 0);
            });
            average.outside(() -> assertThat(Tensors.toFloats(weight.value())).containsExactly(5, 6));
        }
    }

    @Test
    void aCheckpointCarriesIt() {
        try (Optimizer optimizer = new AveragingOptimizer(
                new Sgd(List.of(weight), .9, new WeightDecay(0, 0)), new WeightAverage(List.of(weight), .9))) {
            assertThat(optimizer.state()).containsOnlyKeys("velocity.weight", "average.weight");
        }
    }
}
