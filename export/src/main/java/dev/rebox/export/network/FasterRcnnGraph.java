package dev.rebox.export.network;

import dev.rebox.export.graph.Ops;
import dev.rebox.export.graph.Value;
import dev.rebox.tensor.Padding;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Faster R-CNN's head: the tail on each region's crop, the mean over it, a fully connected layer. */
final class FasterRcnnGraph implements HeadGraph {
    private final Ops ops;
    private final Layers layers;
    private final BackboneGraph backbone;
    private final CropGraph crops;
    private final Value map;
    private final int size;
    private final boolean maxPool;
    private final Map<Pooled, Value> done = new HashMap<>();

    private record Pooled(String tail, Value boxes) {}

    /** @param map F [1, C, H, W] @param size samples a side of a crop @param maxPool whether 2x2 maxima halve them */
    FasterRcnnGraph(
            Ops ops, Layers layers, BackboneGraph backbone, CropGraph crops, Value map, int size, boolean maxPool) {
        this.ops = ops;
        this.layers = layers;
        this.backbone = backbone;
        this.crops = crops;
        this.map = map;
        this.size = size;
        this.maxPool = maxPool;
    }

    @Override
    public Value numbers(String tail, String layer, RegionBoxes regions) {
        return layers.linear(pooled(tail, regions), layer);
    }

    /** [N, D]: the mean over the tail's output of each region, computed once. */
    private Value pooled(String tail, RegionBoxes regions) {
        return done.computeIfAbsent(new Pooled(tail, regions.boxes()), absent -> {
            UnaryOperator<Value> crop = cells -> crop(cells, regions);
            return ops.part(tail + "trunk").mean(backbone.tailOnRegions(tail + "trunk.", map, crop), false, 2, 3);
        });
    }

    private Value crop(Value cells, RegionBoxes regions) {
        Value points = crops.points(cells, regions, size);
        return maxPool ? layers.maxPool(points, points.name() + ".MaxPool", 2, Steps.two(Padding.VALID)) : points;
    }
}
