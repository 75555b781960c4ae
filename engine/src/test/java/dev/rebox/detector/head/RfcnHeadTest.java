package dev.rebox.detector.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.backbone.Backbone;
import dev.rebox.backbone.Backbones;
import dev.rebox.region.CropRule;
import dev.rebox.region.FeatureMap;
import dev.rebox.region.PaddedSize;
import dev.rebox.region.RegionClassifier;
import dev.rebox.region.RegionFeatures;
import dev.rebox.region.Regions;
import dev.rebox.tensor.Engine;
import dev.rebox.tensor.Parameters;
import dev.rebox.tensor.Tensors;
import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RfcnHeadTest {
    private static final int CLASSES = 2;
    private static final PaddedSize FRAME = PaddedSize.around(new int[] {96}, new int[] {64});
    private static final Regions REGIONS =
            new Regions(new int[] {0, 0, 0}, new float[] {3, 5, 41, 60, 20, 10, 64, 33, 0, 0, 96, 64});

    private PointerScope scope;
    private Parameters parameters;
    private RfcnHead head;
    private Tensor map;
    private RegionFeatures features;

    @BeforeEach
    void open() {
        scope = new PointerScope();
        parameters = new Parameters(Engine.device("cpu"), 3);
        Backbone backbone =
                Backbones.create("mobilenet_v1", .25, Backbones.defaults("mobilenet_v1"), parameters.under("backbone"));
        head = new RfcnHead(parameters.under("head"), backbone, CLASSES, true, 2);
        torch.manual_seed(4);
        map = torch.randn(1, backbone.featureChannels(), 4, 6)
                .contiguous(torch.MemoryFormat.ChannelsLast)
                .requires_grad_(true);
        features = new FeatureMap(map, FRAME, new CropRule(7, false)).of(REGIONS);
    }

    @AfterEach
    void close() {
        parameters.close();
        scope.close();
    }

    @Test
    void everyRegionHasALogitForEachClassAndFourOffsets() {
        RegionHead.Output output = head.forward(features);
        assertThat(output.logits().shape()).containsExactly(3, CLASSES + 1);
        assertThat(output.offsets().shape()).containsExactly(3, 4 * CLASSES);
    }

    @Test
    void aPartOfTheRegionsHasThePartOfTheLogits() {
        float[] all = Tensors.toFloats(head.forward(features).logits());
        float[] last = Tensors.toFloats(head.logits(features, 1, 2));
        assertThat(last).containsExactly(all[3], all[4], all[5], all[6], all[7], all[8]);
    }

    @Test
    void aBiasOfTheMapsIsABiasOfTheLogits() {
        // each logit is a mean over nine places of its own nine maps
        float[] before = Tensors.toFloats(head.logits(features, 0, 1));
        float[] bias = new float[9 * (CLASSES + 1)];
        Arrays.fill(bias, 2);
        parameters.get("head.logits.bias").set(Tensors.floats(bias, parameters.device(), bias.length));
        RegionFeatures anew = new FeatureMap(map, FRAME, new CropRule(7, false)).of(REGIONS);
        float[] after = Tensors.toFloats(head.logits(anew, 0, 1));
        for (int i = 0; i < before.length; i++) {
            assertThat(after[i] - before[i]).isCloseTo(2, within(1e-5f));
        }
    }

    @Test
    void aDetachedClassifierTrainsItsOwnLayerOnly() {
        RegionClassifier own = head.sharing(parameters.under("task"), RegionHead.Columns.logits(CLASSES), true);
        assertThat(own.logits(features, 0, 3).shape()).containsExactly(3, CLASSES + 1);
        own.logits(features, 0, 3).sum().backward();
        assertThat(gradient("task.logits.weight")).isPositive();
        assertThat(parameters.get("head.reduce.weight").value().grad().defined())
                .isFalse();
        assertThat(map.grad().defined()).isFalse();
    }

    @Test
    void aSharingClassifierTrainsTheTailToo() {
        RegionClassifier own = head.sharing(parameters.under("task"), RegionHead.Columns.logits(CLASSES), false);
        own.logits(features, 0, 3).sum().backward();
        assertThat(gradient("head.reduce.weight")).isPositive();
        assertThat(map.grad().abs().sum().item_double()).isPositive();
        assertThat(parameters.get("head.logits.weight").value().grad().defined())
                .isFalse();
    }

    private double gradient(String name) {
        return parameters.get(name).value().grad().abs().sum().item_double();
    }
}
