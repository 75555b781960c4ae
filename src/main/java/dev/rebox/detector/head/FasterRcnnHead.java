package dev.rebox.detector.head;

import dev.rebox.auxiliary.FeatureMap;
import dev.rebox.auxiliary.Regions;
import dev.rebox.backbone.Backbone;
import dev.rebox.backbone.Trunk;
import dev.rebox.tensor.Init;
import dev.rebox.tensor.Linear;
import dev.rebox.tensor.Parameters;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Faster R-CNN's head: the backbone's trunk on each region's crop, the mean over the crop, one fully connected layer for
 * the logits and, in the main head, one for the offsets.
 */
public final class FasterRcnnHead implements RegionHead {
    private final Trunk trunk;
    private final Linear logits;
    private final Linear offsets;

    /**
     * @param parameters holds {@code trunk.*}, {@code logits.*} and, {@code withOffsets}, {@code offsets.*}
     * @param classes K
     */
    public FasterRcnnHead(Parameters parameters, Backbone backbone, int classes, boolean withOffsets) {
        Init init = Init.normal(0.01);
        trunk = backbone.trunk(parameters.under(TRUNK));
        logits = new Linear(parameters, "logits", backbone.trunkChannels(), classes + 1, init);
        offsets = withOffsets ? new Linear(parameters, "offsets", backbone.trunkChannels(), 4 * classes, init) : null;
    }

    @Override
    public void live(boolean on) {
        trunk.live(on);
    }

    @Override
    public Output forward(FeatureMap features, Regions regions) {
        Tensor pooled = pooled(features.crops(regions));
        return new Output(logits.forward(pooled), offsets.forward(pooled));
    }

    @Override
    public Tensor logits(FeatureMap features, Regions regions, int first, int count) {
        Tensor crops = features.crops(regions);
        return logits.forward(pooled(count == regions.size() ? crops : crops.narrow(0, first, count)));
    }

    /** [N, C, S, S] to the mean of the trunk's output [N, D], float32. */
    private Tensor pooled(Tensor crops) {
        return trunk.forward(crops).mean(2, 3).to(ScalarType.Float);
    }
}
