package dev.rebox.detector.head;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.backbone.Backbone;
import dev.rebox.backbone.Backbones;
import dev.rebox.backbone.RoiTail;
import dev.rebox.region.CropRule;
import dev.rebox.region.FeatureMap;
import dev.rebox.region.PaddedSize;
import dev.rebox.region.RegionFeatures;
import dev.rebox.region.Regions;
import dev.rebox.tensor.Parameter;
import dev.rebox.tensor.Parameters;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A bottleneck's first layers look at single cells, so that it makes no difference whether regions are cut before or after. */
class FasterRcnnHeadTest {
    private static final PaddedSize FRAME = PaddedSize.around(new int[] {64}, new int[] {64});

    private final Regions regions = new Regions(new int[] {0, 0}, new float[] {3, 5, 41, 60, 20, 10, 64, 33});
    private PointerScope scope;
    private Parameters parameters;
    private Backbone backbone;
    private Tensor map;

    @BeforeEach
    void open() {
        scope = new PointerScope();
        parameters = new Parameters(new Device("cpu"), 3);
        backbone = Backbones.create("resnet50", 1, Backbones.defaults("resnet50"), parameters.under("backbone"));
        torch.manual_seed(4);
        map = torch.randn(1, backbone.featureChannels(), 4, 4)
                .contiguous(torch.MemoryFormat.ChannelsLast)
                .requires_grad_(true);
    }

    @AfterEach
    void close() {
        parameters.close();
        scope.close();
    }

    private RegionFeatures features(CropRule rule) {
        return new FeatureMap(map, FRAME, rule).of(regions);
    }

    /** The tail on crops of the map, as the paper has it. */
    private Tensor onCrops(RoiTail tail, CropRule rule) {
        return tail.forward(features(rule).crops());
    }

    /** A head beside a tail of the same weights: what it says must be the tail's mean times the logits' weights. */
    @ParameterizedTest
    @CsvSource({"3, false", "6, true"})
    void theHeadSaysWhatItsTailSaysOfTheCrops(int size, boolean maxPool) {
        CropRule rule = new CropRule(size, maxPool);
        FasterRcnnHead head = new FasterRcnnHead(parameters.under("head"), backbone, 2, true);
        RoiTail tail = backbone.tail(parameters.under("twin"));
        for (Parameter p : parameters.under("twin").all()) {
            p.set(parameters.get(p.name().replace("twin.", "head.trunk.")).value());
        }
        Tensor mean = onCrops(tail, rule).mean(2, 3);
        Tensor logits = torch.linear(
                mean,
                parameters.get("head.logits.weight").value(),
                new TensorOptional(parameters.get("head.logits.bias").value()));

        same(head.forward(features(rule)).logits(), logits);
        same(head.logits(features(rule), 1, 1), logits.narrow(0, 1, 1));
    }

    @Test
    void aLookWithoutAGraphDoesNotTakeItFromALaterOne() {
        FasterRcnnHead head = new FasterRcnnHead(parameters.under("head"), backbone, 2, true);
        RegionFeatures features = features(new CropRule(3, false));
        try (NoGradGuard noGraph = new NoGradGuard()) {
            assertThat(head.logits(features).requires_grad()).isFalse();
        }
        head.logits(features).sum().backward();
        for (String layer : new String[] {"conv1", "conv2", "downsample.0"}) {
            Tensor weight =
                    parameters.get("head.trunk.layer4.0." + layer + ".weight").value();
            assertThat(weight.grad().abs().sum().item_double()).as(layer).isPositive();
        }
    }

    private static void same(Tensor one, Tensor other) {
        double size = other.abs().max().item_double();
        assertThat(one.sub(other).abs().max().item_double()).isLessThan(1e-4 * size);
    }
}
