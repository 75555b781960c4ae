package dev.rebox.data.augment;

import dev.rebox.data.image.ResizeRule;
import dev.rebox.data.image.RgbImage;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/**
 * Makes an image as training sees it in one epoch. First pixels are moved (mosaic, turn, crop, size), then changed (light, blur,
 * compression).
 *
 * @param rule the size of an image that is not augmented
 */
public record Augmenter(Augmentation settings, ResizeRule rule) {
    /** Different sizes at most: the engine prepares itself for each. */
    private static final int SIZES = 5;

    /**
     * What came out.
     *
     * @param seen the image and its boxes before it is resized
     * @param image the same in the size at which the network sees it
     */
    public record View(BoxedImage seen, RgbImage image) {}

    /**
     * One image, augmented.
     *
     * @param source the image in its own size
     * @param others any other image of the training set by number, 0 to {@code count - 1}
     * @param random equal generators give equal images
     */
    public View apply(BoxedImage source, IntFunction<BoxedImage> others, int count, SplittableRandom random) {
        BoxedImage seen = source;
        if (drawn(settings.mosaic(), random)) {
            List<BoxedImage> four = new ArrayList<>(List.of(source));
            while (four.size() < Mosaic.IMAGES) {
                four.add(others.apply(random.nextInt(count)));
            }
            seen = Mosaic.of(four, rule, random);
        }
        if (drawn(settings.turn(), random)) {
            seen = Turn.of(seen, 1 + random.nextInt(3));
        }
        ResizeRule.Target size = rule.of(seen.width(), seen.height());
        if (drawn(settings.crop(), random)) {
            seen = Crop.of(seen, random);
        }
        double factor = factor(random);
        RgbImage image = seen.image().resize(scaled(size.width(), factor), scaled(size.height(), factor));
        return new View(seen, changed(image, random));
    }

    /** The same of an image in the size at which the network sees it, where no setting moves pixels. */
    public RgbImage recolour(RgbImage resized, SplittableRandom random) {
        return changed(resized, random);
    }

    /** One of a few sizes, evenly between the smallest and the largest. */
    private double factor(SplittableRandom random) {
        int place =
                random.nextInt(SIZES); // drawn whether it is used or not, so that other settings do not depend on it
        return 1 + settings.scale() * (2.0 * place / (SIZES - 1) - 1);
    }

    private static int scaled(int side, double factor) {
        return Math.max(1, (int) Math.round(side * factor));
    }

    private RgbImage changed(RgbImage from, SplittableRandom random) {
        RgbImage image = from;
        if (settings.photometric() > 0) {
            image = Photometric.draw(settings.photometric(), random).of(image);
        }
        if (drawn(settings.blur(), random)) {
            image = Blur.of(image, random);
        }
        return drawn(settings.jpeg(), random) ? JpegNoise.of(image, random) : image;
    }

    private static boolean drawn(double share, SplittableRandom random) {
        return random.nextDouble() < share;
    }
}
