package dev.rebox.data;

import dev.rebox.box.Box;
import dev.rebox.box.LabelledBox;
import dev.rebox.box.LabelledShape;
import dev.rebox.box.mask.Segmentation;
import dev.rebox.error.DataException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One image with its labelled boxes.
 *
 * @param id its name in the data set: the COCO image id in decimal, else the file name without its ending
 * @param image the image's file, which need not exist until it is opened
 * @param width pixels, as the annotation says; 0 where it does not say
 * @param height pixels, likewise
 * @param origin where it was read
 * @param verified the classes that people looked for in the image; null where that is every class
 */
public record Example(
        String id,
        Path image,
        int width,
        int height,
        List<Annotation> annotations,
        Origin origin,
        @Nullable VerifiedLabels verified) {
    public Example {
        annotations = List.copyOf(annotations);
    }

    /** One in which every class was looked for. */
    public Example(String id, Path image, int width, int height, List<Annotation> annotations, Origin origin) {
        this(id, image, width, height, annotations, origin, null);
    }

    /** One that was not read from a file. */
    public Example(String id, Path image, int width, int height, List<Annotation> annotations) {
        this(id, image, width, height, annotations, Origin.NONE);
    }

    /** The boxes that labels are recycled from: all but crowds and depictions. */
    public List<LabelledBox> recyclableBoxes() {
        return annotations.stream()
                .filter(Annotation::solid)
                .map(a -> new LabelledBox(a.box(), a.label()))
                .toList();
    }

    /**
     * The same objects as {@link #recyclableBoxes}, in the same order, by what they really cover where that is known: a box
     * stands for an object without a mask, or with one that has no pixel.
     *
     * @param imageWidth pixels
     * @param imageHeight pixels
     * @throws DataException where a mask is of an image of another size, naming this one
     */
    public List<LabelledShape> recyclableShapes(int imageWidth, int imageHeight) {
        return annotations.stream()
                .filter(Annotation::solid)
                .map(a -> new LabelledShape(parts(a, imageWidth, imageHeight), a.label()))
                .toList();
    }

    private List<Box> parts(Annotation annotation, int imageWidth, int imageHeight) {
        Segmentation segmentation = annotation.segmentation();
        if (segmentation == null) {
            return List.of(annotation.box());
        }
        try {
            List<Box> parts = segmentation.mask(imageWidth, imageHeight).parts();
            return parts.isEmpty() ? List.of(annotation.box()) : parts;
        } catch (DataException e) {
            Problem problem = Problem.error(
                    id, annotation.origin(), Problem.Kind.UNREADABLE_ANNOTATION, String.valueOf(e.getMessage()));
            throw new DataException(problem.toString(), e);
        }
    }

    public Example withAnnotations(List<Annotation> others) {
        return new Example(id, image, width, height, others, origin, verified);
    }

    public Example withId(String other) {
        return new Example(other, image, width, height, annotations, origin, verified);
    }

    /** @param pixelsWide of the image @param pixelsHigh likewise */
    public Example withSize(int pixelsWide, int pixelsHigh) {
        return new Example(id, image, pixelsWide, pixelsHigh, annotations, origin, verified);
    }

    public Example withVerified(@Nullable VerifiedLabels labels) {
        return new Example(id, image, width, height, annotations, origin, labels);
    }
}
