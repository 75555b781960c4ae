package dev.rebox.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.backbone.RoiTail;
import dev.rebox.tensor.Parameters;
import dev.rebox.tensor.Tensors;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A map of 2 x 2 cells 1, 2, 3, 4; the regions are its upper left cell, its lower right one, and all of it. */
class RegionFeaturesTest {
    private static final PaddedSize FRAME = PaddedSize.around(new int[] {32}, new int[] {32});

    private final Regions three = new Regions(new int[3], new float[] {0, 0, 0, 0, 32, 32, 32, 32, 0, 0, 32, 32});
    private final AtomicInteger looks = new AtomicInteger();
    private PointerScope scope;
    private Parameters parameters;
    private Tensor map;
    private Tensor weight;
    private TailOnRegions tail;
    private RegionFeatures regions;

    @BeforeEach
    void open() {
        scope = new PointerScope();
        Device cpu = new Device("cpu");
        parameters = new Parameters(cpu, 0);
        map = Tensors.floats(new float[] {1, 2, 3, 4}, cpu, 1, 1, 2, 2).requires_grad_(true);
        weight = Tensors.floats(new float[] {10}, cpu, 1).requires_grad_(true);
        tail = tenfold("head.trunk");
        regions = new FeatureMap(map, FRAME, new CropRule(2, false)).of(three);
    }

    @AfterEach
    void close() {
        parameters.close();
        scope.close();
    }

    @Test
    void regionsAreCutOnceAndPooledOnceByATail() {
        assertThat(Tensors.toFloats(regions.pooled(tail))).containsExactly(10, 40, 25);
        assertThat(regions.pooled(tail)).isSameAs(regions.pooled(tail));
        assertThat(looks).hasValue(1);
        assertThat(regions.crops()).isSameAs(regions.crops());
        assertThat(Tensors.toFloats(regions.crops())).containsExactly(1, 1, 1, 1, 4, 4, 4, 4, 1, 2, 3, 4);
    }

    @Test
    void everyTailPoolsForItselfFromTheSameCrops() {
        Tensor crops = regions.crops();
        regions.pooled(tail);
        regions.pooled(tenfold("auxiliary.closeness.trunk"));
        assertThat(looks).hasValue(2);
        assertThat(regions.crops()).isSameAs(crops);
    }

    @Test
    void aSelectionTakesTheRowsOfWhatIsThereAndNeitherCutsNorLooksAgain() {
        regions.pooled(tail);
        changeTheMap(); // what was cut anew would show it
        RegionFeatures selected = regions.select(new int[] {0, 2});
        assertThat(Tensors.toFloats(selected.crops())).containsExactly(1, 1, 1, 1, 1, 2, 3, 4);
        assertThat(Tensors.toFloats(selected.pooled(tail))).containsExactly(10, 25);
        assertThat(looks).hasValue(1);
        assertThat(selected.size()).isEqualTo(2);
        assertThat(selected.regions().boxes()).containsExactly(0, 0, 0, 0, 0, 0, 32, 32);
    }

    @Test
    void aSelectionOfAllIsNotCutAgainEither() {
        regions.pooled(tail);
        changeTheMap();
        RegionFeatures selected = regions.select(new int[] {0, 1, 2});
        assertThat(Tensors.toFloats(selected.pooled(tail))).containsExactly(10, 40, 25);
        assertThat(looks).hasValue(1);
        assertThat(selected.select(new int[] {0, 1, 2})).isSameAs(selected);
    }

    @Test
    void aSelectionHasNoGraphAndLeavesThatOfItsSourceAlone() {
        RegionFeatures selected = regions.select(new int[] {1});
        assertThat(selected.pooled(tail).requires_grad()).isFalse();
        assertThat(Tensors.toFloats(selected.pooled(tail))).containsExactly(40);
        regions.pooled(tail).sum().backward();
        assertThat(Tensors.toFloats(weight.grad())).containsExactly(1 + 4 + 2.5f);
    }

    @Test
    void detachedRegionsKeepTheCropsAndTrainTheTailAlone() {
        regions.crops();
        changeTheMap();
        RegionFeatures detached = regions.detached();
        assertThat(Tensors.toFloats(detached.crops())).containsExactly(1, 1, 1, 1, 4, 4, 4, 4, 1, 2, 3, 4);
        detached.pooled(tail).sum().backward();
        assertThat(Tensors.toFloats(weight.grad())).containsExactly(7.5f);
        assertThat(map.grad().defined()).isFalse();
    }

    @Test
    void aGraphIsNotLostToWhoAskedFirstWithoutOne() {
        try (NoGradGuard noGraph = new NoGradGuard()) {
            regions.pooled(tail);
        }
        regions.pooled(tail).sum().backward();
        assertThat(looks).hasValue(1);
        // Each region's mean is a quarter of each of its samples, ten times.
        assertThat(Tensors.toFloats(map.grad())).containsExactly(12.5f, 2.5f, 2.5f, 12.5f);
    }

    private void changeTheMap() {
        map.detach().fill_(new Scalar(99.0));
    }

    /** Ten times the crops. */
    private TailOnRegions tenfold(String name) {
        RoiTail tail = x -> {
            looks.incrementAndGet();
            return x.mul(weight);
        };
        return new TailOnRegions(parameters.under(name), tail);
    }
}
