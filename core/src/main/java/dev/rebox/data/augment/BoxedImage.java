package dev.rebox.data.augment;

import dev.rebox.box.Box;
import dev.rebox.data.Annotation;
import dev.rebox.data.image.RgbImage;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * An image with its boxes.
 *
 * @param annotations in pixels of the image
 */
public record BoxedImage(RgbImage image, List<Annotation> annotations) {
    public BoxedImage {
        annotations = List.copyOf(annotations);
    }

    int width() {
        return image.width();
    }

    int height() {
        return image.height();
    }

    /** Other pixels, with the boxes where they were. */
    BoxedImage with(RgbImage other) {
        return new BoxedImage(other, annotations);
    }

    /** The image in another size. */
    BoxedImage resize(int width, int height) {
        double x = (double) width / width();
        double y = (double) height / height();
        return new BoxedImage(image.resize(width, height), moved(annotations, box -> box.scale(x, y)));
    }

    static List<Annotation> moved(List<Annotation> annotations, UnaryOperator<Box> move) {
        return annotations.stream().map(a -> a.withBox(move.apply(a.box()))).toList();
    }
}
