package dev.rebox.data.check;

import dev.rebox.box.Box;
import dev.rebox.data.picture.ResizeRule;
import java.util.ArrayList;
import java.util.List;

/**
 * How well anchors can meet boxes: the best IoU of a box with any anchor, found without a network. For one shape of
 * anchor the best is the one whose centre is nearest, which is found from the grid itself.
 *
 * @param resize the size at which the network sees a picture
 * @param base side of the anchor of scale 1 and ratio 1, pixels of the resized picture
 */
record AnchorRecall(ResizeRule resize, double base, List<Double> scales, List<Double> ratios, int stride) {
    /** The published settings. */
    static final AnchorRecall STANDARD =
            new AnchorRecall(ResizeRule.STANDARD, 256, List.of(0.25, 0.5, 1.0, 2.0), List.of(0.5, 1.0, 2.0), 16);

    /** The best IoU, 0..1, of a box in a picture of this size with all anchors, those over the border included. */
    double bestIou(Box box, int width, int height) {
        ResizeRule.Target target = resize.of(width, height);
        Box resized = box.clip(width, height).scale(target.scaleX(), target.scaleY());
        double x = nearestCentre(resized.centerX(), target.width());
        double y = nearestCentre(resized.centerY(), target.height());
        double best = 0;
        for (double[] shape : shapes()) {
            Box anchor = Box.ofSize(x - shape[0] / 2, y - shape[1] / 2, shape[0], shape[1]);
            best = Math.max(best, anchor.iou(resized));
        }
        return best;
    }

    /** Centres stand in the middle of the cells of the feature map. */
    private double nearestCentre(double at, int side) {
        int cells = (side + stride - 1) / stride;
        int cell = Math.max(0, Math.min(cells - 1, (int) Math.floor(at / stride)));
        return (cell + 0.5) * stride;
    }

    /** Width and height of each anchor; a ratio is width over height, and the area does not depend on it. */
    private List<double[]> shapes() {
        List<double[]> shapes = new ArrayList<>();
        for (double scale : scales) {
            for (double ratio : ratios) {
                double side = base * scale;
                shapes.add(new double[] {side * Math.sqrt(ratio), side / Math.sqrt(ratio)});
            }
        }
        return shapes;
    }
}
