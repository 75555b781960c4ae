package dev.rebox.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.backbone.Backbone;
import dev.rebox.backbone.Backbones;
import dev.rebox.backbone.PointwiseStart;
import dev.rebox.backbone.RoiTail;
import dev.rebox.tensor.Parameters;
import dev.rebox.tensor.Tensors;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A bottleneck's first layers look at single cells, so that it makes no difference whether regions are cut before or after. */
class TailOnRegionsTest {
    private static final PaddedSize FRAME = PaddedSize.around(new int[] {64}, new int[] {64});
    private static final CropRule LINEAR = new CropRule(3, false);

    private final Regions two = new Regions(new int[] {0, 0}, new float[] {3, 5, 41, 60, 20, 10, 64, 33});
    private PointerScope scope;
    private Parameters parameters;

    @BeforeEach
    void open() {
        scope = new PointerScope();
        parameters = new Parameters(new Device("cpu"), 3);
    }

    @AfterEach
    void close() {
        parameters.close();
        scope.close();
    }

    /** Twice each cell, and one more in what follows. */
    private static final class Counting implements RoiTail {
        final AtomicInteger overTheMap = new AtomicInteger();
        final AtomicInteger overCrops = new AtomicInteger();

        private Tensor twice(Tensor map) {
            overTheMap.incrementAndGet();
            return map.mul(new Scalar(2.0));
        }

        @Override
        public Tensor forward(Tensor crops) {
            overCrops.incrementAndGet();
            return crops.mul(new Scalar(2.0)).add(new Scalar(1.0));
        }

        @Override
        public Optional<PointwiseStart> pointwise() {
            return Optional.of(new PointwiseStart(
                    List.of(this::twice), crops -> crops.get(0).add(new Scalar(1.0))));
        }
    }

    @Test
    void theStartRunsOverTheMapOnceWhateverRegionsAreLookedAt() {
        Counting tail = new Counting();
        Tensor map = Tensors.floats(new float[] {1, 2, 3, 4}, parameters.device(), 1, 1, 2, 2);
        FeatureMap features = new FeatureMap(map, PaddedSize.around(new int[] {32}, new int[] {32}), LINEAR);
        TailOnRegions looking = new TailOnRegions(parameters.under("trunk"), tail);
        RegionFeatures regions = features.of(new Regions(new int[2], new float[] {0, 0, 0, 0, 0, 0, 32, 32}));
        assertThat(Tensors.toFloats(looking.pooled(regions, 1, 1))).containsExactly(6);
        assertThat(Tensors.toFloats(regions.pooled(looking))).containsExactly(3, 6);
        assertThat(Tensors.toFloats(regions.select(new int[] {1}).pooled(looking)))
                .containsExactly(6);
        assertThat(Tensors.toFloats(features.of(new Regions(new int[1], new float[] {32, 32, 32, 32}))
                        .pooled(looking)))
                .containsExactly(9);
        assertThat(tail.overTheMap).hasValue(1);
        assertThat(tail.overCrops).hasValue(0);
    }

    @Test
    void aMaximumIsNoMeanOfCellsSoThatCropsComeFirst() {
        Counting tail = new Counting();
        Tensor map = Tensors.floats(new float[] {1, 1, 1, 1}, parameters.device(), 1, 1, 2, 2);
        FeatureMap features =
                new FeatureMap(map, PaddedSize.around(new int[] {32}, new int[] {32}), new CropRule(4, true));
        RegionFeatures regions = features.of(new Regions(new int[1], new float[] {0, 0, 32, 32}));
        assertThat(Tensors.toFloats(regions.pooled(new TailOnRegions(parameters.under("trunk"), tail))))
                .containsExactly(3);
        assertThat(tail.overTheMap).hasValue(0);
        assertThat(tail.overCrops).hasValue(1);
    }

    @Test
    void aBottleneckSaysAndLearnsTheSameEitherWay() {
        Backbone backbone = resnet(50);
        Tensor map = map(backbone);
        RoiTail tail = backbone.tail(parameters.under("trunk"));
        assertThat(tail.pointwise().orElseThrow().layers()).hasSize(2); // the first convolution and the shortcut
        Tensor weight = parameters.get("trunk.layer4.0.conv1.weight").value();

        Tensor onCrops =
                tail.forward(new FeatureMap(map, FRAME, LINEAR).of(two).crops()).mean(2, 3);
        onCrops.square().sum().backward();
        Tensor byMap = map.grad().clone();
        Tensor byWeight = weight.grad().clone();
        map.mutable_grad().reset();
        weight.mutable_grad().reset();
        Tensor onMap =
                new FeatureMap(map, FRAME, LINEAR).of(two).pooled(new TailOnRegions(parameters.under("trunk"), tail));
        onMap.square().sum().backward();

        same(onMap, onCrops);
        same(map.grad(), byMap);
        same(weight.grad(), byWeight);
    }

    @Test
    void otherTailsBeginWithTheCrops() {
        assertThat(resnet(18).tail(parameters.under("narrowTail")).pointwise()).isEmpty();
        RoiTail live = resnet(50).tail(parameters.under("liveTail"));
        live.trainNormalization(true); // the statistics are those of the crops
        assertThat(live.pointwise()).isEmpty();
    }

    private Backbone resnet(int depth) {
        String name = "resnet" + depth;
        return Backbones.create(name, 1, Backbones.defaults(name), parameters.under(name));
    }

    private static Tensor map(Backbone backbone) {
        torch.manual_seed(4);
        return torch.randn(1, backbone.featureChannels(), 4, 4)
                .contiguous(torch.MemoryFormat.ChannelsLast)
                .requires_grad_(true);
    }

    private static void same(Tensor one, Tensor other) {
        double size = other.abs().max().item_double();
        assertThat(one.sub(other).abs().max().item_double()).isLessThan(1e-4 * size);
    }
}
