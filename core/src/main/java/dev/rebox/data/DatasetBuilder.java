package dev.rebox.data;

import dev.rebox.box.Box;
import dev.rebox.box.mask.Segmentation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A data set in the making, for formats whose classes are names. */
public final class DatasetBuilder {
    private final List<Image> images = new ArrayList<>();
    private final Set<String> listed = new LinkedHashSet<>();

    private record Named(String className, Annotation annotation) {}

    /** An image that boxes are added to. */
    public static final class Image {
        private final String id;
        private final Path file;
        private final int width;
        private final int height;
        private final Origin origin;
        private final List<Named> boxes = new ArrayList<>();

        private Image(String id, Path file, int width, int height, Origin origin) {
            this.id = id;
            this.file = file;
            this.width = width;
            this.height = height;
            this.origin = origin;
        }

        /** @param box pixels, 0-based edges */
        public void add(String className, Box box, Origin where) {
            add(className, box, null, where);
        }

        /** @param box pixels, 0-based edges @param segmentation the outline in it, or null */
        public void add(String className, Box box, @Nullable Segmentation segmentation, Origin where) {
            boxes.add(
                    new Named(className, new Annotation(box, 0, false, false, false, box.area(), where, segmentation)));
        }

        public int width() {
            return width;
        }

        public int height() {
            return height;
        }
    }

    /** Classes in the file's own order; without a call they are those of the boxes, sorted. */
    public void classes(List<String> names) {
        listed.addAll(names);
    }

    /** @param width pixels, 0 where it is not known @param height likewise */
    public Image image(String id, Path file, int width, int height, Origin origin) {
        Image image = new Image(id, file, width, height, origin);
        images.add(image);
        return image;
    }

    /** The data set; classes that boxes have and no list names come last, sorted. */
    public Dataset build(String name, Dataset.Format format) {
        Set<String> others = new TreeSet<>();
        images.forEach(image -> image.boxes.forEach(box -> others.add(box.className)));
        Set<String> all = new LinkedHashSet<>(listed);
        all.addAll(others);
        LabelMap labels = LabelMap.of(List.copyOf(all));
        Map<String, Integer> labelOf = new TreeMap<>();
        labels.names().forEach(className -> labelOf.put(className, labelOf.size() + 1));
        List<Example> examples = images.stream()
                .map(image -> new Example(
                        image.id,
                        image.file,
                        image.width,
                        image.height,
                        image.boxes.stream()
                                .map(box -> box.annotation.withLabel(labelOf.getOrDefault(box.className, 0)))
                                .toList(),
                        image.origin))
                .toList();
        return new Dataset(name, format, labels, DistinctIds.of(examples));
    }

    /** The id of an image file that a text names: its path without ending. */
    public static String id(String fileName) {
        String path = fileName.replace('\\', '/');
        int dot = path.lastIndexOf('.');
        return dot > path.lastIndexOf('/') + 1 ? path.substring(0, dot) : path;
    }
}
