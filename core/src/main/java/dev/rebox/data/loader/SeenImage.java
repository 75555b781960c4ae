package dev.rebox.data.loader;

import dev.rebox.box.Box;
import dev.rebox.box.LabelledBox;
import dev.rebox.box.LabelledShape;
import dev.rebox.data.Example;
import java.util.List;

/**
 * How training sees one image.
 *
 * @param loaded the image in the size at which the network sees it
 * @param classes K
 * @param flip whether it is seen in the mirror
 * @param seed of whatever a task draws
 */
public record SeenImage(LoadedImage loaded, int classes, boolean flip, long seed) {

    public Example example() {
        return loaded.example();
    }

    /** Width of the original, pixels. */
    public int width() {
        return loaded.width();
    }

    /** Height of the original, pixels. */
    public int height() {
        return loaded.height();
    }

    /** The boxes that labels are made of, in pixels of the original: all but crowds and depictions, in the example's order. */
    public List<LabelledBox> boxes() {
        return example().recyclableBoxes();
    }

    /** The same objects by what they really cover, where that is known. */
    public List<LabelledShape> shapes() {
        return example().recyclableShapes(width(), height());
    }

    /** A box of the original, in pixels of the image as it is seen. */
    public Box seen(Box original) {
        Box scaled = original.scale(loaded.scaleX(), loaded.scaleY());
        return flip ? scaled.flip(loaded.image().width()) : scaled;
    }
}
