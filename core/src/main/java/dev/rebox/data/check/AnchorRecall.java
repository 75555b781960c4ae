package dev.rebox.data.check;

import dev.rebox.box.Anchors;
import dev.rebox.box.Box;
import dev.rebox.data.image.ResizeRule;

/**
 * How well anchors can meet boxes: the best IoU of a box with any anchor, found without a network. For one shape of
 * anchor the best is the one whose centre is nearest, which is found from the grid itself.
 *
 * @param resize the size at which the network sees an image
 */
record AnchorRecall(ResizeRule resize, Anchors anchors) {
    /** The published settings. */
    static final AnchorRecall STANDARD = new AnchorRecall(ResizeRule.STANDARD, Anchors.PAPER);

    /** The best IoU, 0..1, of a box in an image of this size with all anchors, those over the border included. */
    double bestIou(Box box, int width, int height) {
        ResizeRule.Target target = resize.of(width, height);
        Box resized = box.clip(width, height).scale(target.scaleX(), target.scaleY());
        double x = nearestCentre(resized.centerX(), target.width());
        double y = nearestCentre(resized.centerY(), target.height());
        double best = 0;
        for (Anchors.Shape shape : anchors.shapes()) {
            Box anchor = Box.ofSize(x - shape.width() / 2, y - shape.height() / 2, shape.width(), shape.height());
            best = Math.max(best, anchor.iou(resized));
        }
        return best;
    }

    private static double nearestCentre(double at, int side) {
        int cell = (int) Math.floor(at / Anchors.STRIDE);
        return Anchors.centre(Math.max(0, Math.min(Anchors.cells(side) - 1, cell)));
    }
}
