package dev.rebox.data.check;

import dev.rebox.box.Anchors;
import dev.rebox.box.Box;
import dev.rebox.data.Dataset;
import dev.rebox.data.image.ResizeRule;

/**
 * How well anchors can meet boxes, found without a network. For one shape of anchor the best is the one whose centre is
 * nearest, which is found from the grid itself.
 *
 * @param resize the size at which the network sees an image
 */
public record AnchorReach(ResizeRule resize, Anchors anchors) {
    /** The published settings. */
    public static final AnchorReach STANDARD = new AnchorReach(ResizeRule.STANDARD, Anchors.PAPER);

    /** The mean over the boxes of a data set of their best IoU with any anchor; 0 where there is no box. Crowds do not count. */
    public double meanBestIou(Dataset data) {
        return data.examples().stream()
                .flatMapToDouble(example -> example.annotations().stream()
                        .filter(a -> !a.crowd() && !a.box().isEmpty())
                        .mapToDouble(a -> bestIou(a.box(), example.width(), example.height())))
                .average()
                .orElse(0);
    }

    /** The best IoU, 0..1, of a box in an image of this size with all anchors, those over the border included. */
    double bestIou(Box box, int width, int height) {
        return best(box, width, height, false);
    }

    /** The same with the anchors that training uses: those that lie within the image. 0 where there are none. */
    double bestIouInside(Box box, int width, int height) {
        return best(box, width, height, true);
    }

    /** Whether any anchor lies within an image of this size: training learns nothing about proposals from others. */
    boolean fits(int width, int height) {
        ResizeRule.Target target = resize.of(width, height);
        return anchors.shapes().stream()
                .anyMatch(shape -> inside(shape.width(), target.width(), 0) >= 0
                        && inside(shape.height(), target.height(), 0) >= 0);
    }

    /** The same with another base of the anchors. */
    AnchorReach withBase(double base) {
        return new AnchorReach(resize, new Anchors(base, anchors.scales(), anchors.ratios(), anchors.first()));
    }

    private double best(Box box, int width, int height, boolean within) {
        ResizeRule.Target target = resize.of(width, height);
        Box resized = box.clip(width, height).scale(target.scaleX(), target.scaleY());
        double best = 0;
        for (Anchors.Shape shape : anchors.shapes()) {
            double x = within
                    ? inside(shape.width(), target.width(), resized.centerX())
                    : nearestCentre(resized.centerX(), target.width());
            double y = within
                    ? inside(shape.height(), target.height(), resized.centerY())
                    : nearestCentre(resized.centerY(), target.height());
            if (x >= 0 && y >= 0) {
                Box anchor = Box.ofSize(x - shape.width() / 2, y - shape.height() / 2, shape.width(), shape.height());
                best = Math.max(best, anchor.iou(resized));
            }
        }
        return best;
    }

    private double nearestCentre(double at, int side) {
        return anchors.centre(Math.max(0, Math.min(Anchors.cells(side) - 1, anchors.nearest(at))));
    }

    /** The centre nearest to a place of which an anchor of this length lies within the side; -1 where there is none. */
    private double inside(double length, int side, double at) {
        int first = Math.max(0, (int) Math.ceil((length / 2 - anchors.first()) / Anchors.STRIDE));
        int last = (int) Math.floor((side - length / 2 - anchors.first()) / Anchors.STRIDE);
        last = Math.min(last, Anchors.cells(side) - 1);
        if (first > last) {
            return -1;
        }
        return anchors.centre(Math.max(first, Math.min(last, anchors.nearest(at))));
    }
}
