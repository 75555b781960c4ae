package dev.rebox.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.tensor.NativeScope;
import dev.rebox.tensor.Tensors;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FeatureMapTest {
    private static final PaddedSize FRAME = PaddedSize.around(new int[] {32}, new int[] {32});
    private static final CropRule TWO = new CropRule(2, false);

    private final Regions whole = Regions.wholeImages(FRAME);
    private final AtomicInteger calls = new AtomicInteger();
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
    void whatALayerMakesOfTheMapIsComputedOnceUnderItsName() {
        FeatureMap features = new FeatureMap(map, FRAME, TWO);
        assertThat(Tensors.toFloats(doubled(features, "a"))).containsExactly(2, 4, 6, 8);
        assertThat(doubled(features, "a")).isSameAs(doubled(features, "a"));
        assertThat(calls).hasValue(1);
        assertThat(doubled(features, "b")).isNotSameAs(doubled(features, "a"));
        assertThat(calls).hasValue(2);
    }

    @Test
    void whatIsAskedForFirstInAnInnerScopeOutlivesIt() {
        FeatureMap features = new FeatureMap(map, FRAME, TWO);
        NativeScope.result(() -> doubled(features, "a").sum());
        assertThat(Tensors.toFloats(doubled(features, "a"))).containsExactly(2, 4, 6, 8);
        assertThat(calls).hasValue(1);
    }

    @Test
    void aGraphIsNotLostToWhoAskedFirstWithoutOne() {
        FeatureMap features = new FeatureMap(map, FRAME, TWO);
        try (NoGradGuard noGraph = new NoGradGuard()) {
            doubled(features, "a");
        }
        doubled(features, "a").sum().backward();
        assertThat(calls).hasValue(1);
        assertThat(Tensors.toFloats(map.grad())).containsExactly(2, 2, 2, 2);
    }

    @Test
    void withoutAGraphWhatIsThereIsTakenOverAndTheRestHasNoneEither() {
        FeatureMap features = new FeatureMap(map, FRAME, TWO);
        doubled(features, "a");
        FeatureMap fixed = features.withoutGraph();
        assertThat(Tensors.toFloats(doubled(fixed, "a"))).containsExactly(2, 4, 6, 8);
        assertThat(calls).hasValue(1);
        assertThat(doubled(fixed, "a").requires_grad()).isFalse();
        Tensor weight = map.detach().clone().requires_grad_(true);
        assertThat(fixed.computed("b", () -> fixed.map().mul(weight)).requires_grad())
                .isFalse();
        assertThat(fixed.withoutGraph()).isSameAs(fixed);
    }

    @Test
    void nothingFlowsThroughADetachedMapButLayersOnItAreTrained() {
        FeatureMap detached = new FeatureMap(map, FRAME, TWO).detached();
        assertThat(Tensors.toFloats(detached.of(whole).crops())).containsExactly(1, 2, 3, 4);
        assertThat(detached.of(whole).crops().requires_grad()).isFalse();
        assertThat(detached.frame()).isSameAs(FRAME);
        Tensor weight = map.detach().clone().requires_grad_(true);
        detached.computed("a", () -> detached.map().mul(weight)).sum().backward();
        assertThat(Tensors.toFloats(weight.grad())).containsExactly(1, 2, 3, 4);
        assertThat(map.grad().defined()).isFalse();
    }

    @Test
    void theCocoSettingTakesTheLargestOfFourSamples() {
        FeatureMap features = new FeatureMap(map, FRAME, new CropRule(4, true));
        // Samples at 0, 1/3, 2/3, 1 of the way: value = 1 + x + 2 y; the largest of each 2 x 2 is its lower right.
        Tensor crops = features.of(whole).crops();
        assertThat(crops.shape()).containsExactly(1, 1, 2, 2);
        assertThat(Tensors.toFloats(crops))
                .usingComparatorWithPrecision(1e-5f)
                .containsExactly(2, 2 + 2 / 3f, 3 + 1 / 3f, 4);
    }

    @Test
    void cropsHaveTheTypeOfTheMap() {
        FeatureMap features = new FeatureMap(map.to(ScalarType.BFloat16), FRAME, TWO);
        assertThat(features.of(whole).crops().scalar_type().intern()).isEqualTo(ScalarType.BFloat16);
    }

    private Tensor doubled(FeatureMap features, String name) {
        return features.computed(name, () -> {
            calls.incrementAndGet();
            return features.map().mul(new Scalar(2.0));
        });
    }
}
