package dev.rebox.export.network;

import dev.rebox.box.Anchors;
import dev.rebox.export.graph.Attributes;
import dev.rebox.export.graph.ElementType;
import dev.rebox.export.graph.Ops;
import dev.rebox.export.graph.Value;
import java.util.List;

/** An image of any size: its sides are read from the image. */
final class FreeFrame implements ImageFrame {
    private static final int ROWS = 2;
    private static final int COLUMNS = 3;

    private final Ops ops;
    private final Side across;
    private final Side down;

    /** One side. @param pixels int64 scalar @param missing to the next multiple of 16 @param cells of the feature map */
    private record Side(Value pixels, Value missing, Value cells) {
        static Side of(Ops ops, Value pixels) {
            Value stride = ops.integer(Anchors.STRIDE);
            Value missing = ops.modulo(ops.minus(ops.integer(0), pixels), stride);
            return new Side(pixels, missing, ops.over(ops.plus(pixels, missing), stride));
        }
    }

    /** @param image [1, 3, H, W] */
    FreeFrame(Ops ops, Value image) {
        this.ops = ops;
        Value shape = ops.shape(image);
        across = Side.of(ops, ops.pick(shape, 0, COLUMNS));
        down = Side.of(ops, ops.pick(shape, 0, ROWS));
    }

    @Override
    public Value width() {
        return number(across.pixels);
    }

    @Override
    public Value height() {
        return number(down.pixels);
    }

    private Value number(Value integer) {
        return ops.cast(integer, ElementType.FLOAT);
    }

    @Override
    public Value padded(Value image) {
        Value pads = ops.concat(
                0, ops.integers(0, 0, 0, 0, 0, 0), ops.unsqueeze(down.missing, 0), ops.unsqueeze(across.missing, 0));
        return ops.graph().node("Pad", ops.part() + ".Pad", Attributes.none(), image, pads);
    }

    @Override
    public Value cellsPerPixel() {
        Value x = perPixel(across);
        Value y = perPixel(down);
        return ops.concat(0, List.of(x, y, x, y));
    }

    private Value perPixel(Side side) {
        Value last = number(ops.minus(side.cells, ops.integer(1)));
        return ops.unsqueeze(ops.over(last, number(ops.plus(side.pixels, side.missing))), 0);
    }

    /** Centres (rows, columns, 1, 4) and the shapes around them (A, 4), flattened to (rows * columns * A, 4). */
    @Override
    public Value anchors(Anchors anchors) {
        Value grid = ops.concat(0, ops.unsqueeze(down.cells, 0), ops.unsqueeze(across.cells, 0));
        Value x = ops.unsqueeze(ops.expand(ops.unsqueeze(centres(across, anchors), 0), grid), 2, 3);
        Value y = ops.unsqueeze(ops.expand(ops.unsqueeze(centres(down, anchors), 1), grid), 2, 3);
        Value shapes = ops.graph().floats("proposal.anchors", () -> corners(anchors), anchors.perCell(), 4);
        return ops.reshape(ops.plus(ops.concat(3, x, y, x, y), shapes), -1, 4);
    }

    private Value centres(Side side, Anchors anchors) {
        Value cells = number(ops.range(side.cells));
        return ops.plus(ops.times(cells, Anchors.STRIDE), ops.number(anchors.first()));
    }

    private static float[] corners(Anchors anchors) {
        float[] corners = new float[4 * anchors.perCell()];
        int at = 0;
        for (Anchors.Shape shape : anchors.shapes()) {
            corners[at++] = (float) (-shape.width() / 2);
            corners[at++] = (float) (-shape.height() / 2);
            corners[at++] = (float) (shape.width() / 2);
            corners[at++] = (float) (shape.height() / 2);
        }
        return corners;
    }
}
