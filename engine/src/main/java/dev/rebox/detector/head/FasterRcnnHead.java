package dev.rebox.detector.head;

import dev.rebox.backbone.Backbone;
import dev.rebox.backbone.Trunk;
import dev.rebox.region.FeatureMap;
import dev.rebox.region.RegionClassifier;
import dev.rebox.region.Regions;
import dev.rebox.tensor.Init;
import dev.rebox.tensor.Layer;
import dev.rebox.tensor.Linear;
import dev.rebox.tensor.NativeScope;
import dev.rebox.tensor.Parameters;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Faster R-CNN's head: the backbone's trunk on each region's crop, the mean over the crop, one fully connected layer for
 * the logits and, in the main head, one for the offsets.
 */
public final class FasterRcnnHead implements RegionHead {
    private static final Init INIT = Init.normal(0.01);

    private final int classes;
    private final int channels;
    private final Trunk trunk;
    private final Linear logits;
    private final Linear offsets;

    /**
     * @param parameters holds {@code trunk.*}, {@code logits.*} and, {@code withOffsets}, {@code offsets.*}
     * @param classes K
     */
    public FasterRcnnHead(Parameters parameters, Backbone backbone, int classes, boolean withOffsets) {
        this.classes = classes;
        channels = backbone.trunkChannels();
        trunk = backbone.trunk(parameters.under(TRUNK));
        logits = new Linear(parameters, "logits", channels, classes + 1, INIT);
        offsets = withOffsets ? new Linear(parameters, "offsets", channels, 4 * classes, INIT) : null;
    }

    @Override
    public void live(boolean on) {
        trunk.live(on);
    }

    @Override
    public Output forward(FeatureMap features, Regions regions) {
        Tensor pooled = pooled(features, regions);
        return new Output(logits.forward(pooled), offsets.forward(pooled));
    }

    @Override
    public Tensor logits(FeatureMap features, Regions regions, int first, int count) {
        if (count == regions.size()) {
            return logits.forward(pooled(features, regions));
        }
        return logits.forward(
                beginsOnMap(features)
                        ? seen(features, regions.part(first, count))
                        : mean(trunk.forward(features.crops(regions).narrow(0, first, count))));
    }

    @Override
    public RegionClassifier sharing(Parameters parameters, boolean detached) {
        Linear own = new Linear(parameters, "logits", channels, classes + 1, INIT);
        return (features, regions, first, count) -> {
            Tensor pooled = pooled(features, regions).narrow(0, first, count);
            return own.forward(detached ? pooled.detach() : pooled);
        };
    }

    /** [N, D], float32, computed once for the same regions. */
    private Tensor pooled(FeatureMap features, Regions regions) {
        return features.computed(trunk, regions, () -> seen(features, regions));
    }

    /** [N, D], float32: the mean over the trunk's output of each region. */
    private Tensor seen(FeatureMap features, Regions regions) {
        if (!beginsOnMap(features)) {
            return mean(trunk.forward(features.crops(regions)));
        }
        List<Layer> layers = trunk.pointwise();
        layers.forEach(features::prepare); // they serve other regions too; the crops are for these alone
        return NativeScope.result(() -> mean(trunk.afterPointwise(
                layers.stream().map(layer -> features.crops(layer, regions)).toList())));
    }

    /** Whether the trunk's first layers run over the map, and regions are cut out of what they make of it. */
    private boolean beginsOnMap(FeatureMap features) {
        return features.cutsLinearly() && !trunk.pointwise().isEmpty();
    }

    /** [N, D, S, S] to [N, D], float32. */
    private static Tensor mean(Tensor map) {
        return map.mean(2, 3).to(ScalarType.Float);
    }
}
