package dev.rebox.data.loader;

import dev.rebox.data.Example;
import dev.rebox.data.picture.Picture;
import dev.rebox.data.picture.PictureReader;
import dev.rebox.data.picture.ResizeRule;
import dev.rebox.error.DataException;

/**
 * A picture in the size at which the network sees it.
 *
 * @param width of the original, pixels
 * @param height of the original, pixels
 */
public record LoadedPicture(Example example, int width, int height, Picture picture) {

    /** @throws DataException naming the image where it cannot be read or is not of the annotated size */
    static LoadedPicture read(Example example, ResizeRule rule) {
        Picture original = PictureReader.read(example);
        boolean known = example.width() > 0 && example.height() > 0;
        if (known && (original.width() != example.width() || original.height() != example.height())) {
            throw new DataException(
                    "image " + example.id() + ": " + example.image() + " has " + original.width() + " x "
                            + original.height() + " pixels where the annotation says " + example.width() + " x "
                            + example.height());
        }
        ResizeRule.Target target = rule.of(original.width(), original.height());
        Picture resized = original.resize(target.width(), target.height());
        return new LoadedPicture(example, original.width(), original.height(), resized);
    }

    /** Width of {@link #picture} over the original's: divide a detection's x by it. */
    public double scaleX() {
        return (double) picture.width() / width;
    }

    public double scaleY() {
        return (double) picture.height() / height;
    }
}
