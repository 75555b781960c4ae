package dev.rebox.data.augment;

import dev.rebox.box.Box;
import dev.rebox.box.mask.MaskMoves;
import dev.rebox.data.Annotation;
import dev.rebox.data.image.ResizeRule;
import dev.rebox.data.image.RgbImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Four images beside each other on one canvas, each whole and as large as its quarter lets it be (after Bochkovskiy et al. 2020,
 * whose mosaics cut their images): more objects, smaller ones, other company.
 */
final class Mosaic {
    static final int IMAGES = 4;

    /** How far the corner in which the four meet may lie from the middle, of the canvas's side. */
    private static final double SHIFT = 0.15;

    /** The grey around images, as others have it. */
    private static final byte GREY = 114;

    private Mosaic() {}

    /** @param images four; the canvas has the size that the rule gives to the first */
    static BoxedImage of(List<BoxedImage> images, ResizeRule rule, SplittableRandom random) {
        ResizeRule.Target canvas = rule.of(images.get(0).width(), images.get(0).height());
        int x = corner(canvas.width(), random);
        int y = corner(canvas.height(), random);
        return of(images, canvas.width(), canvas.height(), x, y);
    }

    private static int corner(int side, SplittableRandom random) {
        double share = 0.5 + SHIFT * (2 * random.nextDouble() - 1);
        return Math.max(1, Math.min(side - 1, (int) Math.round(share * side)));
    }

    /** @param x where the four meet @param y likewise */
    static BoxedImage of(List<BoxedImage> images, int width, int height, int x, int y) {
        byte[] rgb = new byte[3 * width * height];
        Arrays.fill(rgb, GREY);
        List<Annotation> boxes = new ArrayList<>();
        for (int i = 0; i < IMAGES; i++) {
            boolean right = i % 2 == 1;
            boolean below = i / 2 == 1;
            BoxedImage tile = fitting(images.get(i), right ? width - x : x, below ? height - y : y);
            int left = right ? x : x - tile.width();
            int top = below ? y : y - tile.height();
            for (int row = 0; row < tile.height(); row++) {
                System.arraycopy(
                        tile.image().rgb(),
                        3 * row * tile.width(),
                        rgb,
                        3 * ((top + row) * width + left),
                        3 * tile.width());
            }
            boxes.addAll(tile.moved(
                    b -> new Box(b.x1() + left, b.y1() + top, b.x2() + left, b.y2() + top),
                    mask -> MaskMoves.placed(mask, left, top, width, height)));
        }
        boxes.removeIf(a -> a.box().width() < 1 || a.box().height() < 1); // nothing that could be seen is left of them
        return new BoxedImage(new RgbImage(width, height, rgb), boxes);
    }

    private static BoxedImage fitting(BoxedImage image, int width, int height) {
        double scale = Math.min((double) width / image.width(), (double) height / image.height());
        return image.resize(
                Math.max(1, Math.min(width, (int) Math.round(scale * image.width()))),
                Math.max(1, Math.min(height, (int) Math.round(scale * image.height()))));
    }
}
