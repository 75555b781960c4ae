package dev.rebox.export.network;

import dev.rebox.box.Anchors;
import dev.rebox.export.graph.Attributes;
import dev.rebox.export.graph.Ops;
import dev.rebox.export.graph.Value;
import dev.rebox.region.CellAlignment;
import java.util.HashMap;
import java.util.Map;

/**
 * Crop-and-resize ({@link dev.rebox.tensor.CropAndResize}) by the operator RoiAlign. RoiAlign takes the middles of S parts of
 * a box; ours takes S points from corner to corner, a distance d apart. So the box is made larger by d / 2 on every side: then
 * the middles of its parts are our points. With the mode {@code half_pixel} RoiAlign takes half a cell off its coordinates,
 * which is added before. Points beyond the outermost cells take the nearest one in both; but one more than a cell beyond, if by
 * a rounding only, is nothing to RoiAlign. Where points may lie a whole cell beyond, the map gets one more row and column first.
 */
final class CropGraph {
    private static final double HALF_PIXEL = 0.5;

    private final Ops ops;
    private final ImageFrame frame;
    private final CellAlignment alignment;
    private final Map<Cut, Value> done = new HashMap<>();
    private final Map<Value, Value> extended = new HashMap<>();

    private record Cut(Value map, Value boxes, int size, int samples) {}

    CropGraph(Ops ops, ImageFrame frame, CellAlignment alignment) {
        this.ops = ops;
        this.frame = frame;
        this.alignment = alignment;
    }

    /** A point at a time: [1, C, H, W] to [N, C, S, S]. */
    Value points(Value map, RegionBoxes regions, int size) {
        return means(map, regions, size, 1);
    }

    /** The means of {@code samples} x {@code samples} points in each of S x S bins: [N, C, S, S]. The same cut is made once. */
    Value means(Value map, RegionBoxes regions, int bins, int samples) {
        return done.computeIfAbsent(new Cut(map, regions.boxes(), bins, samples), cut -> align(map, regions, cut));
    }

    private Value align(Value map, RegionBoxes regions, Cut cut) {
        Attributes attributes = Attributes.of("output_height", cut.size)
                .and("output_width", cut.size)
                .and("sampling_ratio", cut.samples)
                .and("spatial_scale", 1f)
                .and("mode", "avg")
                .and("coordinate_transformation_mode", "half_pixel");
        Value boxes = enlarged(onCells(regions.boxes()), cut.size * cut.samples);
        return ops.graph()
                .node("RoiAlign", ops.part() + ".RoiAlign", attributes, extended(map), boxes, images(regions));
    }

    /** The map with its last row and column once more: the right edge of an image lies a cell beyond a first cell at 0. */
    private Value extended(Value map) {
        return alignment.corners() || alignment.first() >= 1
                ? map
                : extended.computeIfAbsent(map, cells -> ops.graph()
                        .node(
                                "Pad",
                                cells.name() + ".extended",
                                Attributes.none().and("mode", "edge"),
                                cells,
                                ops.integers(0, 0, 0, 0, 0, 0, 1, 1)));
    }

    /** Pixels to cells of the map, see {@link CellAlignment}. */
    private Value onCells(Value boxes) {
        return alignment.corners()
                ? ops.times(boxes, frame.cellsPerPixel())
                : ops.times(ops.minus(boxes, ops.number(alignment.first())), 1.0 / Anchors.STRIDE);
    }

    private Value enlarged(Value boxes, int points) {
        Value first = ops.slice(boxes, 1, 0, 2);
        Value last = ops.slice(boxes, 1, 2, 4);
        double share = points == 1 ? 0 : 0.5 / (points - 1);
        Value margin = ops.times(ops.minus(last, first), share);
        Value larger = ops.concat(1, ops.minus(first, margin), ops.plus(last, margin));
        return ops.plus(larger, ops.number(HALF_PIXEL));
    }

    /** That of each region in the batch: int64 [N], 0. */
    private Value images(RegionBoxes regions) {
        Value count =
                regions.isFixed() ? ops.integers(regions.count()) : ops.slice(ops.shape(regions.boxes()), 0, 0, 1);
        return ops.expand(ops.integer(0), count);
    }
}
