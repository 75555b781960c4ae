package dev.rebox.auxiliary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.error.ConfigException;
import dev.rebox.region.CropRule;
import dev.rebox.region.FeatureMap;
import dev.rebox.region.PaddedSize;
import dev.rebox.region.RegionFeatures;
import dev.rebox.region.Regions;
import dev.rebox.tensor.Parameters;
import dev.rebox.tensor.Tensors;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** K = 2: eight offsets a region; one context of two numbers. */
class BoxRefinementTest {
    private PointerScope scope;
    private Parameters parameters;
    private Tensor offsets;

    @BeforeEach
    void open() {
        scope = new PointerScope();
        parameters = new Parameters(new Device("cpu"), 0);
        offsets = Tensors.floats(
                        new float[] {1, 2, 3, 4, 5, 6, 7, 8, -1, -2, -3, -4, -5, -6, -7, -8}, parameters.device(), 2, 8)
                .requires_grad_(true);
    }

    @AfterEach
    void close() {
        parameters.close();
        scope.close();
    }

    /** Says for each region its x1 and y1. */
    private static final class Corner implements OffsetContext {
        @Override
        public int offsetNumbers() {
            return 2;
        }

        @Override
        public Tensor offsetContext(RegionFeatures regions) {
            float[] corners = new float[2 * regions.size()];
            for (int i = 0; i < regions.size(); i++) {
                System.arraycopy(regions.regions().boxes(), 4 * i, corners, 2 * i, 2);
            }
            return Tensors.floats(corners, new Device("cpu"), regions.size(), 2);
        }
    }

    private static RegionFeatures regions(float... boxes) {
        PaddedSize frame = PaddedSize.around(new int[] {64}, new int[] {64});
        return new FeatureMap(torch.zeros(1, 1, 4, 4), frame, new CropRule(2, false))
                .of(new Regions(new int[boxes.length / 4], boxes));
    }

    private BoxRefinement refinement() {
        return new BoxRefinement(parameters, List.of(new Corner()));
    }

    @Test
    void beforeTheFirstStepItChangesNoBit() {
        Tensor refined = refinement().refine(regions(1, 2, 9, 9, 3, 4, 9, 9), new int[] {0, 1}, offsets);
        assertThat(Tensors.toFloats(refined)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, -1, -2, -3, -4, -5, -6, -7, -8);
    }

    @Test
    void allClassesShareOneLayerOverTheirOffsetsAndTheContext() {
        BoxRefinement refinement = refinement();
        // First offset: + 10 times the first one + 100 times the second context; the last: a bias of .5.
        float[] weight = new float[4 * 6];
        weight[0] = 10;
        weight[5] = 100;
        parameters.get("fc.weight").set(Tensors.floats(weight, parameters.device(), 4, 6));
        parameters.get("fc.bias").set(Tensors.floats(new float[] {0, 0, 0, .5f}, parameters.device(), 4));
        Tensor refined = refinement.refine(regions(1, 2, 9, 9, 3, 4, 9, 9), new int[] {1}, offsets);
        assertThat(Tensors.toFloats(refined))
                .containsExactly(-1 - 10 + 400, -2, -3, -3.5f, -5 - 50 + 400, -6, -7, -7.5f);
    }

    @Test
    void itsLossTrainsOnlyItsLayer() {
        refinement()
                .refine(regions(1, 2, 9, 9, 3, 4, 9, 9), new int[] {0}, offsets)
                .sum()
                .backward();
        assertThat(offsets.grad().defined()).isFalse();
        // For each of the four outputs the inputs' sums over the two classes: 1 + 5, 2 + 6 ..., and the context twice.
        float[] row = {6, 8, 10, 12, 2, 4};
        float[] gradient = Tensors.toFloats(parameters.get("fc.weight").value().grad());
        for (int i = 0; i < gradient.length; i++) {
            assertThat(gradient[i]).isEqualTo(row[i % 6]);
        }
    }

    @Test
    void withoutATaskThatTellsItIsRefused() {
        assertThatThrownBy(() -> new BoxRefinement(parameters, List.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessage("model.boxRefinement: no task tells where the sides of an object lie:"
                        + " add borders or overlap to model.auxiliary, or set model.boxRefinement=false.");
    }
}
