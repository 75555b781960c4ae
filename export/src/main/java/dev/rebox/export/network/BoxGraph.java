package dev.rebox.export.network;

import dev.rebox.detector.target.BoxCoder;
import dev.rebox.export.graph.Ops;
import dev.rebox.export.graph.Value;

/** Boxes as nodes: float32 [.., 4], x1, y1, x2, y2 in pixels. */
record BoxGraph(Ops ops, ImageFrame frame) {

    /** A coordinate 0..3 of boxes [.., 4], of rank {@code axes}: [..]. */
    Value coordinate(Value boxes, int axes, int index) {
        return ops.pick(boxes, axes - 1, index);
    }

    /**
     * The boxes that offsets make of others, clipped to the image: see {@link BoxCoder}.
     *
     * @param offsets [.., 4]
     * @param from [.., 4], broadcast
     * @param axes the rank of both
     */
    Value decode(Value offsets, Value from, int axes) {
        Value width = ops.minus(coordinate(from, axes, 2), coordinate(from, axes, 0));
        Value height = ops.minus(coordinate(from, axes, 3), coordinate(from, axes, 1));
        Value cx = centre(coordinate(from, axes, 0), coordinate(from, axes, 2), coordinate(offsets, axes, 1), width);
        Value cy = centre(coordinate(from, axes, 1), coordinate(from, axes, 3), coordinate(offsets, axes, 0), height);
        Value halfHeight = ops.times(size(coordinate(offsets, axes, 2), height), 0.5);
        Value halfWidth = ops.times(size(coordinate(offsets, axes, 3), width), 0.5);
        return ops.concat(
                axes - 1,
                inside(ops.minus(cx, halfWidth), frame.width(), axes),
                inside(ops.minus(cy, halfHeight), frame.height(), axes),
                inside(ops.plus(cx, halfWidth), frame.width(), axes),
                inside(ops.plus(cy, halfHeight), frame.height(), axes));
    }

    private Value centre(Value first, Value second, Value offset, Value side) {
        Value middle = ops.times(ops.plus(first, second), 0.5);
        return ops.plus(middle, ops.times(ops.over(offset, ops.number(BoxCoder.CENTER_SCALE)), side));
    }

    private Value size(Value offset, Value side) {
        Value log = ops.over(offset, ops.number(BoxCoder.SIZE_SCALE));
        return ops.times(side, ops.exp(ops.min(ops.number(BoxCoder.LARGEST_LOG), log)));
    }

    private Value inside(Value coordinate, Value limit, int axes) {
        return ops.unsqueeze(ops.max(ops.number(0), ops.min(limit, coordinate)), axes - 1);
    }

    /** Whether boxes have an area: bool [..]. */
    Value solid(Value boxes, int axes) {
        Value wide = ops.greater(coordinate(boxes, axes, 2), coordinate(boxes, axes, 0));
        return ops.and(wide, ops.greater(coordinate(boxes, axes, 3), coordinate(boxes, axes, 1)));
    }

    /** [1, 4] */
    Value wholeImage() {
        Value sides = ops.concat(0, ops.unsqueeze(frame.width(), 0), ops.unsqueeze(frame.height(), 0));
        Value corner = ops.graph().floats(ops.part() + ".corner", () -> new float[2], 2);
        return ops.unsqueeze(ops.concat(0, corner, sides), 0);
    }

    /** Boxes [N, 4] whose every side is moved a share of its way to the image's border. */
    Value grown(Value boxes, double share) {
        float s = (float) share;
        return ops.plus(ops.times(boxes, 1 - s), ops.times(wholeImage(), s));
    }
}
