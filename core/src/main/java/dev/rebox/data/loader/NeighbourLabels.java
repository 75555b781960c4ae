package dev.rebox.data.loader;

import dev.rebox.data.Annotation;
import dev.rebox.recycle.ClosenessLabels;
import dev.rebox.recycle.TaskLabels;
import java.util.List;

/**
 * The closeness labels of the annotated boxes (paper, section 3.1 and Algorithm 2).
 *
 * @param rows {@code [annotations][K+1]} soft labels in the example's order; the rows of crowds are all 0
 */
public record NeighbourLabels(float[][] rows) implements TaskLabels {

    public static NeighbourLabels of(SeenImage image) {
        double[][] labels = ClosenessLabels.of(image.width(), image.height(), image.boxes(), image.classes());
        List<Annotation> annotations = image.example().annotations();
        float[][] rows = new float[annotations.size()][];
        int next = 0; // crowds and depictions have no label
        for (int i = 0; i < rows.length; i++) {
            rows[i] = annotations.get(i).solid() ? Floats.of(labels[next++]) : new float[image.classes() + 1];
        }
        return new NeighbourLabels(rows);
    }
}
