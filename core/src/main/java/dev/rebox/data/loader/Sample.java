package dev.rebox.data.loader;

import dev.rebox.data.Annotation;
import dev.rebox.data.Example;
import dev.rebox.data.image.RgbImage;
import dev.rebox.recycle.TaskLabels;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One image as training sees it: resized, perhaps flipped, with what the tasks learn from its boxes.
 *
 * @param example the original, its boxes unscaled and unflipped
 * @param scaleX width of {@code image} over the original's
 * @param annotations in pixels of {@code image}, in the example's order, crowds included
 * @param labels of the tasks that are trained, by their kind
 */
public record Sample(
        Example example,
        RgbImage image,
        double scaleX,
        double scaleY,
        boolean flipped,
        List<Annotation> annotations,
        Map<Class<? extends TaskLabels>, TaskLabels> labels) {

    /** The image with the labels that these make. */
    public static Sample of(SeenImage image, List<LabelMaker> makers) {
        Map<Class<? extends TaskLabels>, TaskLabels> labels = new HashMap<>();
        for (LabelMaker maker : makers) {
            TaskLabels made = maker.of(image);
            labels.put(made.getClass(), made);
        }
        LoadedImage loaded = image.loaded();
        return new Sample(
                image.example(),
                image.flip() ? loaded.image().flip() : loaded.image(),
                loaded.scaleX(),
                loaded.scaleY(),
                image.flip(),
                image.example().annotations().stream()
                        .map(a -> a.withBox(image.seen(a.box())))
                        .toList(),
                labels);
    }

    /** The labels of this kind. @throws IllegalStateException if nobody asked for them when the sample was made */
    public <T extends TaskLabels> T labels(Class<T> kind) {
        TaskLabels found = labels.get(kind);
        if (found == null) {
            throw new IllegalStateException(example.id() + " was made without " + kind.getSimpleName());
        }
        return kind.cast(found);
    }
}
