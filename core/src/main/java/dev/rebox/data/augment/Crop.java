package dev.rebox.data.augment;

import dev.rebox.box.Box;
import dev.rebox.box.mask.MaskMoves;
import dev.rebox.data.Annotation;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A part of an image with the image's proportions that cuts no box: each is inside or outside. Crowds may be cut, since they
 * only say where nothing is to be learned.
 */
final class Crop {
    /** The shortest side of a part, of the image's. */
    private static final double SMALLEST = 0.5;
    /** Parts that are tried before one is taken that holds all boxes. */
    private static final int TRIES = 20;

    private Crop() {}

    /** A random part that shows a box if the image does. */
    static BoxedImage of(BoxedImage from, SplittableRandom random) {
        List<Box> boxes = from.annotations().stream()
                .filter(a -> !a.crowd())
                .map(Annotation::box)
                .toList();
        for (int t = 0; t < TRIES; t++) {
            double share = SMALLEST + random.nextDouble() * (1 - SMALLEST);
            int width = side(share, from.width());
            int height = side(share, from.height());
            int x = random.nextInt(from.width() - width + 1);
            int y = random.nextInt(from.height() - height + 1);
            Box part = Box.ofSize(x, y, width, height);
            boolean shows = boxes.isEmpty() || boxes.stream().anyMatch(box -> holds(part, box));
            if (shows && boxes.stream().allMatch(box -> holds(part, box) || part.intersection(box) == 0)) {
                return cut(from, x, y, width, height);
            }
        }
        return around(from, boxes, random);
    }

    /** The part that holds all boxes, as large as they ask for or larger. */
    private static BoxedImage around(BoxedImage from, List<Box> boxes, SplittableRandom random) {
        double left = boxes.stream().mapToDouble(Box::x1).min().orElse(0);
        double top = boxes.stream().mapToDouble(Box::y1).min().orElse(0);
        double right = boxes.stream().mapToDouble(Box::x2).max().orElse(from.width());
        double bottom = boxes.stream().mapToDouble(Box::y2).max().orElse(from.height());
        double least = Math.max(
                SMALLEST,
                Math.max(
                        (Math.ceil(right) - Math.floor(left)) / from.width(),
                        (Math.ceil(bottom) - Math.floor(top)) / from.height()));
        double share = Math.min(1, least + random.nextDouble() * (1 - least));
        int width = Math.max(side(share, from.width()), (int) (Math.ceil(right) - Math.floor(left)));
        int height = Math.max(side(share, from.height()), (int) (Math.ceil(bottom) - Math.floor(top)));
        int x = between(right - width, left, from.width() - width, random);
        int y = between(bottom - height, top, from.height() - height, random);
        return cut(from, x, y, width, height);
    }

    /** A whole number from {@code low} to {@code high}, within 0 and {@code limit}. */
    private static int between(double low, double high, int limit, SplittableRandom random) {
        int first = Math.max(0, (int) Math.ceil(low));
        int last = Math.min(limit, (int) Math.floor(high));
        return first + random.nextInt(Math.max(0, last - first) + 1);
    }

    private static int side(double share, int whole) {
        return Math.max(1, (int) Math.round(share * whole));
    }

    private static boolean holds(Box part, Box box) {
        return box.x1() >= part.x1() && box.y1() >= part.y1() && box.x2() <= part.x2() && box.y2() <= part.y2();
    }

    /** A rectangle of whole pixels; boxes are clipped to it, and those outside are gone. */
    static BoxedImage cut(BoxedImage from, int x, int y, int width, int height) {
        List<Annotation> inside = from
                .moved(
                        box -> new Box(box.x1() - x, box.y1() - y, box.x2() - x, box.y2() - y).clip(width, height),
                        mask -> MaskMoves.placed(mask, -x, -y, width, height))
                .stream()
                .filter(a -> !a.box().isEmpty())
                .toList();
        return new BoxedImage(from.image().crop(x, y, width, height), inside);
    }
}
