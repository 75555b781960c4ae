package dev.rebox.export.network;

import dev.rebox.export.graph.Ops;
import dev.rebox.export.graph.Value;
import dev.rebox.tensor.Activation;
import dev.rebox.tensor.Padding;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * R-FCN's head: tail and two 1x1 convolutions over the whole map make position-sensitive maps, from which each region pools a
 * bin each, see {@link dev.rebox.tensor.PositionSensitiveRoiPool}.
 */
final class RfcnGraph implements HeadGraph {
    private static final int SIDE = 3;
    private static final int SAMPLES = 6;
    private static final int BINS = SIDE * SIDE;

    private final Ops ops;
    private final Layers layers;
    private final BackboneGraph backbone;
    private final CropGraph crops;
    private final Value map;
    private final int dilation;
    private final Map<String, Value> maps = new HashMap<>();

    /** @param map F [1, C, H, W] */
    RfcnGraph(Ops ops, Layers layers, BackboneGraph backbone, CropGraph crops, Value map, int dilation) {
        this.ops = ops;
        this.layers = layers;
        this.backbone = backbone;
        this.crops = crops;
        this.map = map;
        this.dilation = dilation;
    }

    @Override
    public Value numbers(String tail, String layer, RegionBoxes regions) {
        return pooled(layer, answers(tail, layer), regions);
    }

    /** [1, 9 D, H, W] */
    private Value answers(String tail, String layer) {
        Value reduced = once(
                tail + "reduce",
                () -> layers.biased(
                        backbone.tailOnMap(tail + "trunk.", map, dilation),
                        tail + "reduce",
                        Steps.one(Padding.VALID),
                        Activation.RELU));
        return once(layer, () -> layers.biased(reduced, layer, Steps.one(Padding.VALID), Activation.NONE));
    }

    private Value once(String name, Supplier<Value> how) {
        Value known = maps.get(name);
        if (known == null) {
            known = how.get();
            maps.put(name, known);
        }
        return known;
    }

    /**
     * [N, 9 D, 3, 3], of which bin b of the channels' group b counts, and the mean over the bins: [N, D]. RoiAlign has no
     * position-sensitive form; the eight ninths that are cut off cost less than nine calls.
     */
    private Value pooled(String layer, Value answers, RegionBoxes regions) {
        Ops own = ops.part(layer);
        long depth = layers.outputs(layer) / BINS;
        Value bins =
                own.reshape(crops.means(answers, regions, SIDE, SAMPLES), 0, BINS, depth, BINS); // (N, group, D, bin)
        Value ownBin = own.graph().floats("position_sensitive.bins", RfcnGraph::diagonal, 1, BINS, 1, BINS);
        return own.sum(own.times(bins, ownBin), false, 1, 3);
    }

    private static float[] diagonal() {
        float[] shares = new float[BINS * BINS];
        for (int bin = 0; bin < BINS; bin++) {
            shares[bin * BINS + bin] = 1f / BINS;
        }
        return shares;
    }
}
