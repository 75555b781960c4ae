package dev.rebox.data.coco;

import dev.rebox.data.Annotation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Boxes whose images and classes may not have been met yet; they have no label yet. COCO has a million of them. */
final class PendingBoxes {
    private final List<Annotation> annotations = new ArrayList<>();
    private long[] images = new long[1024];
    private long[] categories = new long[1024];

    void add(long image, long category, Annotation annotation) {
        int at = annotations.size();
        if (at == images.length) {
            images = Arrays.copyOf(images, 2 * at);
            categories = Arrays.copyOf(categories, 2 * at);
        }
        images[at] = image;
        categories[at] = category;
        annotations.add(annotation);
    }

    int size() {
        return annotations.size();
    }

    long image(int box) {
        return images[box];
    }

    long category(int box) {
        return categories[box];
    }

    Annotation annotation(int box) {
        return annotations.get(box);
    }

    /** In the file's order. */
    List<Annotation> annotations() {
        return Collections.unmodifiableList(annotations);
    }

    /** Forgets all. */
    void clear() {
        annotations.clear();
        images = new long[0];
        categories = new long[0];
    }
}
