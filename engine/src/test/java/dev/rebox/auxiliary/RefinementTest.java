package dev.rebox.auxiliary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.region.RegionFeatures;
import dev.rebox.tensor.Parameter;
import dev.rebox.tensor.Parameters;
import dev.rebox.tensor.Tensors;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** K = 1: two logits; one context of one vector. */
class RefinementTest {
    private PointerScope scope;
    private Parameters parameters;
    private Tensor x;
    private Tensor seen;

    @BeforeEach
    void open() {
        scope = new PointerScope();
        parameters = new Parameters(new Device("cpu"), 0);
        x = Tensors.floats(new float[] {1, 2, 3, 4}, parameters.device(), 2, 2).requires_grad_(true);
        seen = Tensors.floats(new float[] {10, 20, 30, 40}, parameters.device(), 2, 2);
    }

    @AfterEach
    void close() {
        parameters.close();
        scope.close();
    }

    @Test
    void refinedLogitsAreOneLayerOverTheMainOnesAndTheContextPlusTheMainOnes() {
        Refinement refinement = refinement(true);
        // First output: x[0] + 2 c[1]; second: 3 x[1] + c[0], and a bias of 100.
        weight().set(Tensors.floats(new float[] {1, 0, 0, 2, 0, 3, 1, 0}, parameters.device(), 2, 4));
        parameters.get("fc.bias").set(Tensors.floats(new float[] {0, 100}, parameters.device(), 2));
        assertThat(Tensors.toFloats(refinement.refine(null, x)))
                .containsExactly(1 + 40 + 1, 6 + 10 + 100 + 2, 3 + 80 + 3, 12 + 30 + 100 + 4);
    }

    @Test
    void itsLossTrainsOnlyItsLayer() {
        refinement(true).refine(null, x).sum().backward();
        assertThat(x.grad().defined()).isFalse();
        // The inputs' sums over the two regions, for each of the two outputs.
        assertThat(Tensors.toFloats(weight().value().grad())).containsExactly(4, 6, 40, 60, 4, 6, 40, 60);
    }

    @Test
    void anAttachedResidualTrainsTheMainClassifierThroughTheResidualAlone() {
        Refinement refinement = refinement(false);
        weight().set(Tensors.floats(new float[] {9, 9, 9, 9, 9, 9, 9, 9}, parameters.device(), 2, 4));
        refinement.refine(null, x).sum().backward();
        assertThat(Tensors.toFloats(x.grad())).containsExactly(1, 1, 1, 1);
    }

    @Test
    void itStartsNearTheMainLogits() {
        Tensor refined = refinement(true).refine(null, x);
        assertThat(Tensors.toFloats(refined.sub(x)))
                .usingComparatorWithPrecision(3f)
                .containsOnly(0);
        assertThat(weight().shape()).containsExactly(2, 4);
        assertThat(weight().value().std().item_double()).isCloseTo(.01, within(.01));
    }

    @Test
    void withoutContextsItSeesTheMainLogitsOnly() {
        new Refinement(parameters, 1, List.of(), true);
        assertThat(weight().shape()).containsExactly(2, 2);
    }

    private Refinement refinement(boolean detachResidual) {
        RegionContext context = new RegionContext() {
            @Override
            public int vectors() {
                return 1;
            }

            @Override
            public Tensor context(RegionFeatures regions) {
                return seen;
            }
        };
        return new Refinement(parameters, 1, List.of(context), detachResidual);
    }

    private Parameter weight() {
        return parameters.get("fc.weight");
    }
}
