package dev.rebox.data.loader;

import dev.rebox.box.LabelledBox;
import dev.rebox.data.Annotation;
import dev.rebox.recycle.ForegroundLabel;
import dev.rebox.recycle.RecycledLabels;
import java.util.ArrayList;
import java.util.List;

/** The labels of the paper's three tasks as training has them, to be looked at. */
public final class SeenLabels {
    private SeenLabels() {}

    /**
     * Those of a sample, in pixels of the image as it is seen. Crowds and depictions have no labels and are left out.
     *
     * @param classes K
     * @param sample made with windows, closeness and foreground
     */
    public static RecycledLabels of(Sample sample, int classes) {
        List<LabelledBox> boxes = new ArrayList<>();
        List<double[]> closeness = new ArrayList<>();
        float[][] rows = sample.labels(NeighbourLabels.class).rows();
        for (int i = 0; i < rows.length; i++) {
            Annotation annotation = sample.annotations().get(i);
            if (annotation.solid()) {
                boxes.add(new LabelledBox(annotation.box(), annotation.label()));
                closeness.add(doubles(rows[i]));
            }
        }
        WindowLabels windows = sample.labels(WindowLabels.class);
        double[][] soft = new double[windows.labels().length][];
        for (int w = 0; w < soft.length; w++) {
            soft[w] = doubles(windows.labels()[w]);
        }
        return new RecycledLabels(
                sample.image().width(),
                sample.image().height(),
                classes,
                boxes,
                closeness.toArray(double[][]::new),
                windows.windows(),
                soft,
                sample.labels(ForegroundLabel.class));
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }
}
