package dev.rebox.detector.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.auxiliary.FeatureMap;
import dev.rebox.auxiliary.FeatureMap.CropRule;
import dev.rebox.auxiliary.Frame;
import dev.rebox.auxiliary.Regions;
import dev.rebox.backbone.Backbone;
import dev.rebox.backbone.Backbones;
import dev.rebox.backbone.Trunk;
import dev.rebox.tensor.Parameters;
import dev.rebox.tensor.Transfer;
import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A bottleneck's first layers look at single cells, so that it makes no difference whether regions are cut before or after. */
class FasterRcnnHeadTest {
    private static final Frame FRAME = Frame.around(new int[] {64}, new int[] {64});

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

    private FeatureMap features(CropRule rule) {
        return new FeatureMap(map, FRAME, rule);
    }

    /** The trunk on crops of the map, as the paper has it. */
    private Tensor onCrops(Trunk trunk, CropRule rule) {
        return trunk.forward(features(rule).crops(regions));
    }

    private static Tensor onMap(Trunk trunk, FeatureMap features, Regions regions) {
        return trunk.afterPointwise(trunk.pointwise().stream()
                .map(layer -> features.crops(layer, regions))
                .toList());
    }

    @Test
    void aTrunkThatBeginsOnTheMapSaysTheSame() {
        CropRule rule = new CropRule(3, false);
        Trunk trunk = backbone.trunk(parameters.under("trunk"));
        assertThat(trunk.pointwise()).hasSize(2); // the first convolution and the shortcut

        same(onMap(trunk, features(rule), regions), onCrops(trunk, rule));
    }

    @Test
    void andLearnsTheSame() {
        CropRule rule = new CropRule(3, false);
        Trunk trunk = backbone.trunk(parameters.under("trunk"));
        Tensor weight = parameters.get("trunk.layer4.0.conv1.weight").value();

        onCrops(trunk, rule).square().sum().backward();
        Tensor byMap = map.grad().clone();
        Tensor byWeight = weight.grad().clone();
        map.mutable_grad().reset();
        weight.mutable_grad().reset();
        onMap(trunk, features(rule), regions).square().sum().backward();

        same(map.grad(), byMap);
        same(weight.grad(), byWeight);
    }

    @Test
    void theHeadTakesTheShorterWayOnlyWhereCuttingIsLinear() {
        FasterRcnnHead head = new FasterRcnnHead(parameters.under("head"), backbone, 2, true);
        assertThat(features(new CropRule(3, false)).cutsLinearly()).isTrue();
        FeatureMap pooled = features(new CropRule(6, true));
        assertThat(pooled.cutsLinearly()).isFalse();
        assertThat(head.forward(pooled, regions).logits().shape()).containsExactly(2, 3);

        // A part of the regions has the logits that it has among all.
        float[] all = Transfer.toFloats(head.logits(features(new CropRule(3, false)), regions));
        float[] second = Transfer.toFloats(head.logits(features(new CropRule(3, false)), regions, 1, 1));
        assertThat(second).containsExactly(Arrays.copyOfRange(all, 3, 6), within(1e-4f));
    }

    @Test
    void otherTrunksBeginWithTheCrops() {
        Backbone narrow = Backbones.create("resnet18", 1, Backbones.defaults("resnet18"), parameters.under("narrow"));
        assertThat(narrow.trunk(parameters.under("narrowTrunk")).pointwise()).isEmpty();
        Trunk live = backbone.trunk(parameters.under("liveTrunk"));
        live.live(true); // the statistics are those of the crops
        assertThat(live.pointwise()).isEmpty();
    }

    private static void same(Tensor one, Tensor other) {
        double size = other.abs().max().item_double();
        assertThat(one.sub(other).abs().max().item_double()).isLessThan(1e-4 * size);
    }
}
