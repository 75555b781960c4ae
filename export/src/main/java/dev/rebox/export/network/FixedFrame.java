package dev.rebox.export.network;

import dev.rebox.box.Anchors;
import dev.rebox.detector.proposal.AnchorGrid;
import dev.rebox.export.graph.Attributes;
import dev.rebox.export.graph.Ops;
import dev.rebox.export.graph.Value;

/** An image of one size, in pixels. */
record FixedFrame(Ops ops, int imageWidth, int imageHeight) implements ImageFrame {
    @Override
    public Value width() {
        return ops.number(imageWidth);
    }

    @Override
    public Value height() {
        return ops.number(imageHeight);
    }

    @Override
    public Value padded(Value image) {
        int right = Anchors.cells(imageWidth) * Anchors.STRIDE - imageWidth;
        int below = Anchors.cells(imageHeight) * Anchors.STRIDE - imageHeight;
        return right == 0 && below == 0
                ? image
                : ops.graph()
                        .node(
                                "Pad",
                                ops.part() + ".Pad",
                                Attributes.none(),
                                image,
                                ops.integers(0, 0, 0, 0, 0, 0, below, right));
    }

    @Override
    public Value cellsPerPixel() {
        float x = perPixel(imageWidth);
        float y = perPixel(imageHeight);
        return ops.graph().floats(ops.part() + ".cells_per_pixel", () -> new float[] {x, y, x, y}, 4);
    }

    private static float perPixel(int side) {
        int cells = Anchors.cells(side);
        return (cells - 1f) / (cells * Anchors.STRIDE);
    }

    @Override
    public Value anchors(Anchors anchors) {
        int rows = Anchors.cells(imageHeight);
        int columns = Anchors.cells(imageWidth);
        return ops.graph()
                .floats(
                        "proposal.anchors",
                        () -> new AnchorGrid(anchors).over(rows, columns),
                        (long) rows * columns * anchors.perCell(),
                        4);
    }
}
