package dev.rebox.auxiliary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.region.CropRule;
import dev.rebox.region.FeatureMap;
import dev.rebox.region.PaddedSize;
import dev.rebox.region.RegionFeatures;
import dev.rebox.region.Regions;
import dev.rebox.tensor.Parameter;
import dev.rebox.tensor.Parameters;
import dev.rebox.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
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
        assertThat(Tensors.toFloats(refinement.refine(regions(2), new int[] {0, 1}, x)))
                .containsExactly(1 + 40 + 1, 6 + 10 + 100 + 2, 3 + 80 + 3, 12 + 30 + 100 + 4);
    }

    @Test
    void itsLossTrainsOnlyItsLayer() {
        refinement(true).refine(regions(2), new int[] {0, 1}, x).sum().backward();
        assertThat(x.grad().defined()).isFalse();
        // The inputs' sums over the two regions, for each of the two outputs.
        assertThat(Tensors.toFloats(weight().value().grad())).containsExactly(4, 6, 40, 60, 4, 6, 40, 60);
    }

    @Test
    void anAttachedResidualTrainsTheMainClassifierThroughTheResidualAlone() {
        Refinement refinement = refinement(false);
        weight().set(Tensors.floats(new float[] {9, 9, 9, 9, 9, 9, 9, 9}, parameters.device(), 2, 4));
        refinement.refine(regions(2), new int[] {0, 1}, x).sum().backward();
        assertThat(Tensors.toFloats(x.grad())).containsExactly(1, 1, 1, 1);
    }

    /** 202 x 101 weights and 101 biases for K = 100: enough to tell how they are distributed. */
    @Test
    void itMayStartAsThePapersNoise() {
        try (Parameters many = new Parameters(new Device("cpu"), 0)) {
            Tensor logits = torch.linspace(new Scalar(-3f), new Scalar(3f), 101).reshape(1, 101);
            Refinement refinement = new Refinement(
                    many, 100, List.of(context(torch.ones(1, 101))), new Refinement.Settings(true, true, .01));
            Tensor weight = many.get("fc.weight").value();
            assertThat(weight.std().item_double()).isCloseTo(.01, within(.0005));
            assertThat(weight.mean().item_double()).isCloseTo(0, within(.0005));
            assertThat(Tensors.toFloats(many.get("fc.bias").value())).containsOnly(0);
            // What is added is normal with a deviation of .01 times the length of the inputs, sqrt(410): .2.
            Tensor added = refinement.refine(regions(1), new int[] {0}, logits).sub(logits);
            assertThat(added.std().item_double()).isCloseTo(.2, within(.06));
            assertThat(added.abs().max().item_double()).isLessThan(1);
        }
    }

    @Test
    void beforeTheFirstStepItChangesNoBit() {
        Tensor logits = Tensors.floats(new float[] {.1f, -7.3f, 1e-6f, 3e8f}, parameters.device(), 2, 2);
        Tensor refined = refinement(true).refine(regions(2), new int[] {0, 1}, logits);
        assertThat(Tensors.toFloats(refined)).containsExactly(.1f, -7.3f, 1e-6f, 3e8f);
    }

    @Test
    void aContextSeesTheRefinedRegionsAndAllOfTheImageOrThoseAlone() {
        List<Integer> sizes = new ArrayList<>();
        RegionContext counting = new RegionContext() {
            @Override
            public int vectors() {
                return 1;
            }

            @Override
            public Tensor context(RegionFeatures regions, RegionFeatures all) {
                sizes.addAll(List.of(regions.size(), all.size()));
                return torch.zeros(regions.size(), 2);
            }
        };
        Tensor logits = Tensors.floats(new float[] {1, 2, 3, 4, 5, 6}, parameters.device(), 3, 2);
        for (boolean overAll : new boolean[] {true, false}) {
            Refinement refinement = new Refinement(
                    parameters.under(overAll + ""), 1, List.of(counting), new Refinement.Settings(true, overAll, 0));
            assertThat(Tensors.toFloats(refinement.refine(regions(3), new int[] {0, 2}, logits)))
                    .containsExactly(1, 2, 5, 6);
        }
        assertThat(sizes).containsExactly(2, 3, 2, 2);
    }

    @Test
    void withoutContextsItSeesTheMainLogitsOnly() {
        new Refinement(parameters, 1, List.of(), new Refinement.Settings(true, true, 0));
        assertThat(weight().shape()).containsExactly(2, 2);
    }

    private Refinement refinement(boolean detachResidual) {
        return new Refinement(parameters, 1, List.of(context(seen)), new Refinement.Settings(detachResidual, true, 0));
    }

    /** Regions of one image; where does not matter here. */
    private static RegionFeatures regions(int count) {
        PaddedSize frame = PaddedSize.around(new int[] {64}, new int[] {64});
        return new FeatureMap(torch.zeros(1, 1, 4, 4), frame, new CropRule(2, false))
                .of(new Regions(new int[count], new float[4 * count]));
    }

    /** One vector, always the same. */
    private static RegionContext context(Tensor seen) {
        return new RegionContext() {
            @Override
            public int vectors() {
                return 1;
            }

            @Override
            public Tensor context(RegionFeatures regions, RegionFeatures all) {
                return seen;
            }
        };
    }

    private Parameter weight() {
        return parameters.get("fc.weight");
    }
}
