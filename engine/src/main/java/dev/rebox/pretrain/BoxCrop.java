package dev.rebox.pretrain;

import static java.util.Objects.requireNonNull;

import dev.rebox.box.Box;
import dev.rebox.box.LabelledBox;
import dev.rebox.data.Example;
import dev.rebox.data.image.RgbImage;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A square cut out of an image with the class of what it shows.
 *
 * @param label 1..K, or 0 for background
 */
record BoxCrop(RgbImage image, int label) {
    /** A crop is so much larger than its box, or smaller, and moved by so much of its side. */
    private static final double LARGEST_CONTEXT = 0.4;

    private static final double SHIFT = 0.1;
    /** A background crop may meet a box by this share of its own area. */
    private static final double ON_BOX = 0.1;

    private static final int TRIES = 20;
    private static final int SMALLEST = 8;

    /** A labelled box with some of its surroundings, moved a little, flipped half of the time; {@code size} pixels a side. */
    static BoxCrop ofBox(RgbImage image, LabelledBox object, int size, RandomGenerator random) {
        Box box = object.box();
        double grow = 1 + LARGEST_CONTEXT * random.nextDouble();
        double dx = SHIFT * box.width() * (2 * random.nextDouble() - 1);
        double dy = SHIFT * box.height() * (2 * random.nextDouble() - 1);
        Box around = Box.ofSize(
                box.centerX() + dx - box.width() * grow / 2,
                box.centerY() + dy - box.height() * grow / 2,
                box.width() * grow,
                box.height() * grow);
        return new BoxCrop(cut(image, around, size, random), object.label());
    }

    /** A random place that (nearly) no box covers; after some tries the one that least is covered. */
    static BoxCrop ofBackground(RgbImage image, Example example, int size, RandomGenerator random) {
        List<LabelledBox> boxes = example.recyclableBoxes();
        Box best = null;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < TRIES && least > ON_BOX; i++) {
            double side = Math.min(image.width(), image.height()) * (0.15 + 0.5 * random.nextDouble());
            Box place = Box.ofSize(
                    random.nextDouble() * (image.width() - side),
                    random.nextDouble() * (image.height() - side),
                    side,
                    side);
            double covered = boxes.stream()
                    .mapToDouble(b -> b.box().intersection(place) / place.area())
                    .sum();
            if (covered < least) {
                least = covered;
                best = place;
            }
        }
        return new BoxCrop(cut(image, requireNonNull(best), size, random), 0);
    }

    private static RgbImage cut(RgbImage image, Box box, int size, RandomGenerator random) {
        int x = clamp((int) Math.round(box.x1()), 0, Math.max(0, image.width() - SMALLEST));
        int y = clamp((int) Math.round(box.y1()), 0, Math.max(0, image.height() - SMALLEST));
        int width = clamp((int) Math.round(box.x2()) - x, Math.min(SMALLEST, image.width()), image.width() - x);
        int height = clamp((int) Math.round(box.y2()) - y, Math.min(SMALLEST, image.height()), image.height() - y);
        RgbImage resized = image.crop(x, y, width, height).resize(size, size);
        return random.nextBoolean() ? resized.flip() : resized;
    }

    private static int clamp(int value, int low, int high) {
        return Math.max(low, Math.min(high, value));
    }
}
