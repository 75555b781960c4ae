package dev.rebox.data.loader;

import dev.rebox.data.Example;
import dev.rebox.data.image.ImageDecoder;
import dev.rebox.data.image.ResizeRule;
import dev.rebox.data.image.RgbImage;
import dev.rebox.error.DataException;

/**
 * An image in the size at which the network sees it.
 *
 * @param width of the original, pixels
 * @param height of the original, pixels
 */
public record LoadedImage(Example example, int width, int height, RgbImage image) {

    /** @throws DataException naming the image where it cannot be read or is not of the annotated size */
    static LoadedImage read(Example example, ResizeRule rule) {
        RgbImage original = original(example);
        ResizeRule.Target target = rule.of(original.width(), original.height());
        RgbImage resized = original.resize(target.width(), target.height());
        return new LoadedImage(example, original.width(), original.height(), resized);
    }

    /** The image in its own size. @throws DataException as {@link #read} */
    static RgbImage original(Example example) {
        RgbImage original = ImageDecoder.read(example);
        boolean known = example.width() > 0 && example.height() > 0;
        if (known && (original.width() != example.width() || original.height() != example.height())) {
            throw new DataException(
                    "image " + example.id() + ": " + example.image() + " has " + original.width() + " x "
                            + original.height() + " pixels where the annotation says " + example.width() + " x "
                            + example.height());
        }
        return original;
    }

    /** The same pixels, of an example whose image they are too. */
    LoadedImage of(Example other) {
        return other == example ? this : new LoadedImage(other, width, height, image);
    }

    /** Other pixels of the same size. */
    LoadedImage with(RgbImage other) {
        return new LoadedImage(example, width, height, other);
    }

    /** Width of {@link #image} over the original's: divide a detection's x by it. */
    public double scaleX() {
        return (double) image.width() / width;
    }

    public double scaleY() {
        return (double) image.height() / height;
    }
}
