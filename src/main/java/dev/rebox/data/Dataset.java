package dev.rebox.data;

import java.util.List;

/**
 * Labelled pictures with one set of classes.
 *
 * @param name how the user called it, e.g. {@code data/bccd:train}
 * @param format the kind of files it was read from: it decides a metric's pixel convention and how results are written
 */
public record Dataset(String name, Format format, LabelMap labels, List<Example> examples) {
    /** The kinds of data sets. */
    public enum Format {
        VOC,
        COCO,
        YOLO
    }

    public Dataset {
        examples = List.copyOf(examples);
    }

    public Dataset withExamples(List<Example> others) {
        return new Dataset(name, format, labels, others);
    }

    /** The number of boxes, crowds and difficult ones included. */
    public int boxes() {
        return examples.stream().mapToInt(e -> e.annotations().size()).sum();
    }
}
