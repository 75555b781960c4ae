package dev.rebox.data.augment;

import dev.rebox.box.Box;
import dev.rebox.box.mask.Mask;
import dev.rebox.box.mask.MaskMoves;
import dev.rebox.box.mask.Segmentation;
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
        return new BoxedImage(
                image.resize(width, height),
                moved(box -> box.scale(x, y), mask -> MaskMoves.resize(mask, width, height)));
    }

    /** The annotations moved with the pixels. @param boxes moves a box @param masks does the same to a mask of the image */
    List<Annotation> moved(UnaryOperator<Box> boxes, UnaryOperator<Mask> masks) {
        return annotations.stream()
                .map(a -> {
                    Annotation moved = a.withBox(boxes.apply(a.box()));
                    Segmentation outline = a.segmentation();
                    return outline == null
                            ? moved
                            : moved.withSegmentation(masks.apply(outline.mask(width(), height())));
                })
                .toList();
    }
}
