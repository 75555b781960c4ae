package dev.rebox.data;

import dev.rebox.error.DataException;
import dev.rebox.error.Nearest;
import java.util.Arrays;
import java.util.List;

/**
 * Labelled images with one set of classes.
 *
 * @param name how the user called it, e.g. {@code data/bccd:train}
 * @param format the kind of files it was read from: it decides a metric's pixel convention and how results are written
 * @param examples the images; of a large set a list that makes each when it is asked for, see {@link LazyExamples}
 */
public record Dataset(String name, Format format, LabelMap labels, List<Example> examples) {
    /**
     * What a kind of files means beyond the boxes that are read from it.
     *
     * @param name as {@code --format} takes it
     * @param firstPixel what it calls the first pixel of a row; where that is 1, a box's both ends are inside
     * @param numbersImages whether an image's id is a number
     */
    public record Format(String name, int firstPixel, boolean numbersImages) {
        public static final Format VOC = new Format("voc", 1, false);
        public static final Format COCO = new Format("coco", 0, true);
        public static final Format YOLO = new Format("yolo", 0, false);
        public static final Format OPEN_IMAGES = new Format("openimages", 0, false);
    }

    public Dataset {
        examples = LazyExamples.kept(examples);
    }

    public Dataset withExamples(List<Example> others) {
        return new Dataset(name, format, labels, others);
    }

    /**
     * The same images with the labels of another map, joined by name: a test set read with the classes of training. Category
     * ids stay those of this data set's own file.
     *
     * @throws DataException naming the nearest known class where a box has a class that the other map lacks
     */
    public Dataset alignedTo(LabelMap other) {
        if (labels.names().equals(other.names())) {
            return this;
        }
        int[] numbers = new int[labels.size() + 1]; // in the other map; 0 where it lacks the class
        for (int label = 1; label < numbers.length; label++) {
            numbers[label] = other.names().indexOf(labels.name(label)) + 1;
        }
        if (Arrays.stream(numbers).skip(1).anyMatch(number -> number == 0)) {
            examples.forEach(example -> refuseUnknown(other, numbers, example));
        }
        List<Example> mapped = LazyExamples.map(examples, example -> renumbered(example, numbers));
        return new Dataset(name, format, other.withIdsOf(labels), mapped);
    }

    private static Example renumbered(Example example, int[] numbers) {
        VerifiedLabels verified = example.verified();
        return example.withAnnotations(example.annotations().stream()
                        .map(a -> a.withLabel(numbers[a.label()]))
                        .toList())
                .withVerified(verified == null ? null : verified.map(label -> numbers[label]));
    }

    private void refuseUnknown(LabelMap other, int[] numbers, Example example) {
        for (Annotation annotation : example.annotations()) {
            if (numbers[annotation.label()] == 0) {
                String className = labels.name(annotation.label());
                Origin where = annotation.origin();
                throw new DataException((where.file() == null ? name : where) + ": image " + example.id()
                        + ": class '" + className + "' is not one of the " + other.size() + " known classes."
                        + Nearest.hint(className, other.names()));
            }
        }
    }

    /** Without the boxes that PASCAL VOC marks difficult. */
    public Dataset withoutDifficult() {
        return withExamples(LazyExamples.map(
                examples,
                e -> e.withAnnotations(
                        e.annotations().stream().filter(a -> !a.difficult()).toList())));
    }

    /** The number of boxes, crowds and difficult ones included. */
    public int boxes() {
        return examples.stream().mapToInt(e -> e.annotations().size()).sum();
    }
}
