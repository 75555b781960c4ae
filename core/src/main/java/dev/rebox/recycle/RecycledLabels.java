package dev.rebox.recycle;

import dev.rebox.box.Box;
import dev.rebox.box.LabelledBox;
import dev.rebox.box.LabelledShape;
import java.util.List;

/**
 * All labels recycled from the boxes of one image.
 *
 * @param boxes as given
 * @param closeness {@code [boxes][K+1]}, see {@link ClosenessLabels}
 * @param windows the windows labelled
 * @param multiObject {@code [windows][K+1]}, see {@link MultiObjectLabels}
 */
public record RecycledLabels(
        int width,
        int height,
        int classes,
        List<LabelledBox> boxes,
        double[][] closeness,
        List<Box> windows,
        double[][] multiObject,
        ForegroundLabel foreground) {

    /**
     * The labels of an image and of these windows.
     *
     * @param classes K, the background not counted
     * @throws IllegalArgumentException for an image without area or a label outside 1..K
     */
    public static RecycledLabels of(int width, int height, List<LabelledBox> boxes, int classes, List<Box> windows) {
        return of(width, height, boxes, boxes.stream().map(LabelledShape::of).toList(), classes, windows);
    }

    /**
     * The same where silhouettes are known.
     *
     * @param shapes what each of the boxes holds
     * @param classes K, the background not counted
     * @throws IllegalArgumentException for an image without area or a label outside 1..K
     */
    public static RecycledLabels of(
            int width,
            int height,
            List<LabelledBox> boxes,
            List<LabelledShape> shapes,
            int classes,
            List<Box> windows) {
        MultiObjectLabels soft = MultiObjectLabels.ofShapes(width, height, shapes, classes);
        return new RecycledLabels(
                width,
                height,
                classes,
                List.copyOf(boxes),
                ClosenessLabels.of(width, height, boxes, classes),
                List.copyOf(windows),
                windows.stream().map(soft::label).toArray(double[][]::new),
                ForegroundLabel.ofShapes(width, height, shapes, classes));
    }

    /** The labels of an image and of {@code count} windows drawn by {@link WindowSampler}. */
    public static RecycledLabels of(int width, int height, List<LabelledBox> boxes, int classes, int count, long seed) {
        return of(width, height, boxes, classes, WindowSampler.sample(width, height, boxes, count, seed));
    }
}
