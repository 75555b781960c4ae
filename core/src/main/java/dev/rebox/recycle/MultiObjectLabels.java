package dev.rebox.recycle;

import dev.rebox.box.Box;
import dev.rebox.box.LabelledBox;
import dev.rebox.box.LabelledShape;
import dev.rebox.box.UnionArea;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The multi-object task's labels (paper, section 3.1 and Algorithm 1): how much of a window each class covers, so that
 * any window of an image has a label, not only the annotated boxes.
 *
 * <p>Before division by their sum the entries are {@code l[0] = sqrt(area of the window that no box covers)} and
 * {@code l[k] = sqrt(area of the window that boxes of class k cover)}. Areas are of exact unions. Boxes are clipped to
 * the image first; those without area count as absent. Where silhouettes are known, they take the place of boxes
 * ({@link #ofShapes}).
 */
public final class MultiObjectLabels {
    private final int width;
    private final int height;
    private final int classes;
    private final UnionArea all;
    private final Map<Integer, UnionArea> ofClass = new LinkedHashMap<>();

    private MultiObjectLabels(int width, int height, List<LabelledShape> shapes, int classes) {
        this.width = width;
        this.height = height;
        this.classes = classes;
        this.all = UnionArea.of(
                shapes.stream().flatMap(shape -> shape.parts().stream()).toList());
        Map<Integer, List<Box>> grouped = new LinkedHashMap<>();
        for (LabelledShape shape : shapes) {
            grouped.computeIfAbsent(shape.label(), label -> new ArrayList<>()).addAll(shape.parts());
        }
        grouped.forEach((label, members) -> ofClass.put(label, UnionArea.of(members)));
    }

    /**
     * The labels of one image's windows, prepared once so that a window is cheap.
     *
     * @param width of the image, pixels
     * @param height of the image, pixels
     * @param classes K, the background not counted
     * @throws IllegalArgumentException for an image without area or a label outside 1..K
     */
    public static MultiObjectLabels of(int width, int height, List<LabelledBox> boxes, int classes) {
        return ofShapes(width, height, boxes.stream().map(LabelledShape::of).toList(), classes);
    }

    /**
     * The same by the areas that objects really cover. A window between the parts of a silhouette is background, even where
     * a box would fill it.
     *
     * @param classes K, the background not counted
     * @throws IllegalArgumentException for an image without area or a label outside 1..K
     */
    public static MultiObjectLabels ofShapes(int width, int height, List<LabelledShape> shapes, int classes) {
        return new MultiObjectLabels(width, height, SolidBoxes.shapes(width, height, shapes, classes), classes);
    }

    /**
     * The soft label of a window, clipped to the image first.
     *
     * @return {@code [K+1]}, not negative, of sum 1; all background where no box (or nothing of the image) is inside
     */
    public double[] label(Box window) {
        Box inside = window.clip(width, height);
        double[] label = new double[classes + 1];
        if (inside.isEmpty()) {
            label[0] = 1;
            return label;
        }
        label[0] = Math.sqrt(inside.area() - all.within(inside));
        double sum = label[0];
        for (Map.Entry<Integer, UnionArea> union : ofClass.entrySet()) {
            double root = Math.sqrt(union.getValue().within(inside));
            label[union.getKey()] = root;
            sum += root;
        }
        for (int k = 0; k <= classes; k++) {
            label[k] /= sum;
        }
        return label;
    }
}
