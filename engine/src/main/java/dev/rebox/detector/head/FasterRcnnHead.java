package dev.rebox.detector.head;

import static java.util.Objects.requireNonNull;

import dev.rebox.backbone.Backbone;
import dev.rebox.region.RegionClassifier;
import dev.rebox.region.RegionFeatures;
import dev.rebox.region.TailOnRegions;
import dev.rebox.tensor.Init;
import dev.rebox.tensor.Linear;
import dev.rebox.tensor.Parameters;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Faster R-CNN's head: the backbone's tail on each region's crop, the mean over the crop, one fully connected layer for
 * the logits and, in the main head, one for the offsets.
 */
public final class FasterRcnnHead implements RegionHead {
    private static final Init INIT = Init.normal(0.01);

    private final int channels;
    private final TailOnRegions tail;
    private final Linear logits;
    private final @Nullable Linear offsets;

    /**
     * @param parameters holds {@code trunk.*}, {@code logits.*} and, {@code withOffsets}, {@code offsets.*}
     * @param classes K
     */
    public FasterRcnnHead(Parameters parameters, Backbone backbone, int classes, boolean withOffsets) {
        this(parameters, backbone, Columns.logits(classes), withOffsets ? 4 * classes : 0);
    }

    /** One without offsets. @param columns what it gives for a region */
    public static FasterRcnnHead auxiliary(Parameters parameters, Backbone backbone, Columns columns) {
        return new FasterRcnnHead(parameters, backbone, columns, 0);
    }

    private FasterRcnnHead(Parameters parameters, Backbone backbone, Columns columns, int boxes) {
        channels = backbone.tailChannels();
        tail = new TailOnRegions(parameters.under(TRUNK), backbone.tail(parameters.under(TRUNK)));
        logits = new Linear(parameters, columns.layer(), channels, columns.count(), INIT);
        offsets = boxes > 0 ? new Linear(parameters, "offsets", channels, boxes, INIT) : null;
    }

    @Override
    public void trainNormalization(boolean on) {
        tail.trainNormalization(on);
    }

    @Override
    public Output forward(RegionFeatures regions) {
        Tensor pooled = regions.pooled(tail);
        return new Output(logits.forward(pooled), requireNonNull(offsets).forward(pooled));
    }

    @Override
    public Tensor logits(RegionFeatures regions, int first, int count) {
        return logits.forward(count == regions.size() ? regions.pooled(tail) : tail.pooled(regions, first, count));
    }

    @Override
    public RegionClassifier sharing(Parameters parameters, Columns columns, boolean detached) {
        Linear own = new Linear(parameters, columns.layer(), channels, columns.count(), INIT);
        return (regions, first, count) -> {
            Tensor pooled = regions.pooled(tail).narrow(0, first, count);
            return own.forward(detached ? pooled.detach() : pooled);
        };
    }
}
