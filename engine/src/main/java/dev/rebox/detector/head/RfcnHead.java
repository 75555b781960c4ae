package dev.rebox.detector.head;

import static java.util.Objects.requireNonNull;

import dev.rebox.backbone.Backbone;
import dev.rebox.backbone.RoiTail;
import dev.rebox.region.FeatureMap;
import dev.rebox.region.RegionClassifier;
import dev.rebox.region.RegionFeatures;
import dev.rebox.tensor.Activation;
import dev.rebox.tensor.Conv2d;
import dev.rebox.tensor.Init;
import dev.rebox.tensor.Padding;
import dev.rebox.tensor.Parameters;
import dev.rebox.tensor.PositionSensitiveRoiPool;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * R-FCN's head: the tail runs once over the whole map, a 1x1 convolution brings it to 1024 channels, and one more makes
 * 3x3 position-sensitive maps, from which each region only pools (Dai et al. 2016).
 */
public final class RfcnHead implements RegionHead {
    private static final int CHANNELS = 1024;
    private static final PositionSensitiveRoiPool POOLING = PositionSensitiveRoiPool.STANDARD;

    private final String name;
    private final RoiTail tail;
    private final Conv2d reduce;
    private final Conv2d logits;
    private final @Nullable Conv2d offsets;

    /**
     * @param parameters holds {@code trunk.*}, {@code reduce.*}, {@code logits.*} and, {@code withOffsets}, {@code offsets.*}
     * @param classes K
     * @param dilation of the tail's kernels
     */
    public RfcnHead(Parameters parameters, Backbone backbone, int classes, boolean withOffsets, int dilation) {
        this(parameters, backbone, Columns.logits(classes), withOffsets ? 4 * classes : 0, dilation);
    }

    /** One without offsets. @param columns what it gives for a region */
    public static RfcnHead auxiliary(Parameters parameters, Backbone backbone, Columns columns, int dilation) {
        return new RfcnHead(parameters, backbone, columns, 0, dilation);
    }

    private RfcnHead(Parameters parameters, Backbone backbone, Columns columns, int boxes, int dilation) {
        name = parameters.name();
        tail = backbone.mapTail(parameters.under(TRUNK), dilation);
        reduce = conv(parameters, "reduce", backbone.tailChannels(), CHANNELS, Activation.RELU);
        logits = conv(parameters, columns.layer(), CHANNELS, POOLING.channels(columns.count()), Activation.NONE);
        offsets = boxes > 0 ? conv(parameters, "offsets", CHANNELS, POOLING.channels(boxes), Activation.NONE) : null;
    }

    private static Conv2d conv(Parameters parameters, String name, int in, int out, Activation activation) {
        return Conv2d.biased(
                parameters, name, Conv2d.Shape.of(in, out, 1, 1, Padding.VALID), Init.normal(0.01), activation);
    }

    @Override
    public void trainNormalization(boolean on) {
        tail.trainNormalization(on);
    }

    @Override
    public Output forward(RegionFeatures regions) {
        return new Output(
                pool(regions, 0, regions.size(), logitMaps(regions.map())),
                pool(regions, 0, regions.size(), requireNonNull(offsets).forward(reduced(regions.map()))));
    }

    @Override
    public RegionClassifier sharing(Parameters parameters, Columns columns, boolean detached) {
        Conv2d own = conv(parameters, columns.layer(), CHANNELS, POOLING.channels(columns.count()), Activation.NONE);
        String ownName = parameters.under(columns.layer()).name();
        return (regions, first, count) ->
                pool(regions, first, count, regions.map().computed(ownName, () -> {
                    Tensor map = reduced(regions.map());
                    return own.forward(detached ? map.detach() : map).to(ScalarType.Float);
                }));
    }

    @Override
    public Tensor logits(RegionFeatures regions, int first, int count) {
        return pool(regions, first, count, logitMaps(regions.map()));
    }

    /** [count, D] from maps [B, 9 D, H, W]. */
    private static Tensor pool(RegionFeatures regions, int first, int count, Tensor maps) {
        return POOLING.pool(maps, regions.map().placed(regions.regions().part(first, count)));
    }

    /** [B, 9 (K + 1), H, W] float32 */
    private Tensor logitMaps(FeatureMap features) {
        return features.computed(
                name + ".logits", () -> logits.forward(reduced(features)).to(ScalarType.Float));
    }

    /** [B, 1024, H, W] */
    private Tensor reduced(FeatureMap features) {
        return features.computed(name + ".reduce", () -> reduce.forward(tail.forward(features.map())));
    }
}
