package dev.rebox.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.region.FeatureMap.CropRule;
import dev.rebox.tensor.Tensors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FeatureMapTest {
    private static final PaddedSize FRAME = PaddedSize.around(new int[] {32}, new int[] {32});
    private static final CropRule TWO = new CropRule(2, false);

    private final Regions whole = Regions.wholePictures(FRAME);
    private PointerScope scope;
    private Tensor map;

    @BeforeEach
    void open() {
        scope = new PointerScope();
        map = Tensors.floats(new float[] {1, 2, 3, 4}, new Device("cpu"), 1, 1, 2, 2)
                .requires_grad_(true);
    }

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void theSameRegionsAreCutOnce() {
        FeatureMap features = new FeatureMap(map, FRAME, TWO);
        Tensor crops = features.crops(whole);
        assertThat(Tensors.toFloats(crops)).containsExactly(1, 2, 3, 4);
        assertThat(features.crops(whole)).isSameAs(crops);
        assertThat(features.crops(Regions.wholePictures(FRAME))).isNotSameAs(crops);
        try (NoGradGuard noGraph = new NoGradGuard()) {
            assertThat(features.crops(whole)).isSameAs(crops);
        }
    }

    @Test
    void aGraphIsNotLostToWhatWasCutWithoutOne() {
        FeatureMap features = new FeatureMap(map, FRAME, TWO);
        try (NoGradGuard noGraph = new NoGradGuard()) {
            assertThat(features.crops(whole).requires_grad()).isFalse();
        }
        features.crops(whole).sum().backward();
        assertThat(Tensors.toFloats(map.grad())).containsExactly(1, 1, 1, 1);
    }

    @Test
    void nothingFlowsThroughADetachedMap() {
        FeatureMap detached = new FeatureMap(map, FRAME, TWO).detached();
        assertThat(Tensors.toFloats(detached.crops(whole))).containsExactly(1, 2, 3, 4);
        assertThat(detached.crops(whole).requires_grad()).isFalse();
        assertThat(detached.frame()).isSameAs(FRAME);
    }

    @Test
    void theCocoSettingTakesTheLargestOfFourSamples() {
        FeatureMap features = new FeatureMap(map, FRAME, new CropRule(4, true));
        // Samples at 0, 1/3, 2/3, 1 of the way: value = 1 + x + 2 y; the largest of each 2 x 2 is its lower right.
        Tensor crops = features.crops(whole);
        assertThat(crops.shape()).containsExactly(1, 1, 2, 2);
        assertThat(Tensors.toFloats(crops))
                .usingComparatorWithPrecision(1e-5f)
                .containsExactly(2, 2 + 2 / 3f, 3 + 1 / 3f, 4);
    }

    @Test
    void cropsHaveTheTypeOfTheMap() {
        FeatureMap features = new FeatureMap(map.to(ScalarType.BFloat16), FRAME, TWO);
        assertThat(features.crops(whole).scalar_type().intern()).isEqualTo(ScalarType.BFloat16);
    }
}
