package dev.rebox.data;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Boxes in the order in which a file has them, whose images and classes may not have been met yet: each comes with two numbers
 * of the file's own, and has no label yet. COCO has a million of them, and Open Images fifteen.
 */
public abstract class PendingBoxes implements AutoCloseable {
    /** @param image the file's number of the image @param category that of the class */
    public abstract void add(long image, long category, Annotation annotation);

    public abstract int size();

    public abstract long image(int box);

    public abstract long category(int box);

    public abstract Annotation annotation(int box);

    /** Forgets all. */
    @Override
    public abstract void close();

    /** In the file's order. */
    public final List<Annotation> annotations() {
        return new AbstractList<>() {
            @Override
            public Annotation get(int box) {
                return annotation(box);
            }

            @Override
            public int size() {
                return PendingBoxes.this.size();
            }
        };
    }

    /** Boxes in memory. */
    public static PendingBoxes inMemory() {
        return new InMemory();
    }

    private static final class InMemory extends PendingBoxes {
        private final List<Annotation> annotations = new ArrayList<>();
        private long[] images = new long[1024];
        private long[] categories = new long[1024];

        @Override
        public void add(long image, long category, Annotation annotation) {
            int at = annotations.size();
            if (at == images.length) {
                images = Arrays.copyOf(images, 2 * at);
                categories = Arrays.copyOf(categories, 2 * at);
            }
            images[at] = image;
            categories[at] = category;
            annotations.add(annotation);
        }

        @Override
        public int size() {
            return annotations.size();
        }

        @Override
        public long image(int box) {
            return images[box];
        }

        @Override
        public long category(int box) {
            return categories[box];
        }

        @Override
        public Annotation annotation(int box) {
            return annotations.get(box);
        }

        @Override
        public void close() {
            annotations.clear();
            images = new long[0];
            categories = new long[0];
        }
    }
}
