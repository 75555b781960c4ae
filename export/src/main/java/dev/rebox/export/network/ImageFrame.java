package dev.rebox.export.network;

import dev.rebox.box.Anchors;
import dev.rebox.export.graph.Value;

/**
 * The size of the image, and what depends on nothing else: how far it is padded, and its anchors. Computed by nodes where any
 * size may come, constants where it is fixed.
 */
interface ImageFrame {
    /** Pixels: a float32 scalar. */
    Value width();

    /** Pixels: a float32 scalar. */
    Value height();

    /** An image [1, 3, H, W] with zeros at the right and below, so that its sides are multiples of 16. */
    Value padded(Value image);

    /** Cells of the feature map less one over pixels of the padded image, across and down, twice: float32 [4]. */
    Value cellsPerPixel();

    /** float32 [rows * columns * A, 4] in pixels. */
    Value anchors(Anchors anchors);
}
