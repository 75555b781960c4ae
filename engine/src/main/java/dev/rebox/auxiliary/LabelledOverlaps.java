package dev.rebox.auxiliary;

import dev.rebox.box.Box;
import dev.rebox.data.loader.SeenImage;
import dev.rebox.recycle.BorderLabels;
import dev.rebox.recycle.OverlapLabels;
import dev.rebox.recycle.ShownLabels;
import dev.rebox.recycle.TaskLabels;
import dev.rebox.recycle.WindowSampler;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The overlap labels of random windows, see {@link OverlapLabels}.
 *
 * @param windows in pixels of the image as it is seen: {@value #WINDOWS} of them, one where there is no box
 * @param objects [windows] the boxes whose sides each is labelled with: one, or none
 * @param labels [windows][NUMBERS]
 */
record LabelledOverlaps(List<Box> windows, List<List<Box>> objects, float[][] labels) implements TaskLabels {
    /** An image: half of what the multi-object task looks at. */
    static final int WINDOWS = 32;

    /** Keeps these windows apart from those that other tasks draw from the same seed. */
    private static final long APART = 0x0E7A;

    static LabelledOverlaps of(SeenImage image) {
        List<Box> drawn =
                WindowSampler.sample(image.width(), image.height(), image.boxes(), WINDOWS, image.seed() ^ APART);
        List<Box> boxes = image.boxes().stream()
                .map(b -> image.seen(b.box().clip(image.width(), image.height())))
                .toList();
        List<Box> windows = drawn.stream().map(image::seen).toList();
        List<List<Box>> objects = new ArrayList<>();
        float[][] labels = new float[windows.size()][];
        for (int i = 0; i < labels.length; i++) {
            int object = BorderLabels.object(windows.get(i), boxes);
            objects.add(object < 0 ? List.of() : List.of(boxes.get(object)));
            labels[i] = OverlapLabels.label(windows.get(i), boxes);
        }
        return new LabelledOverlaps(windows, List.copyOf(objects), labels);
    }

    @Override
    public Optional<ShownLabels> shown() {
        List<ShownLabels.Label> shown = new ArrayList<>();
        for (int i = 0; i < labels.length; i++) {
            double[] values = new double[labels[i].length];
            for (int n = 0; n < values.length; n++) {
                values[n] = labels[i][n];
            }
            String iou = String.format(Locale.ROOT, "IoU %.2f", OverlapLabels.mean(labels[i]));
            shown.add(new ShownLabels.Label(windows.get(i), objects.get(i), values, iou));
        }
        return Optional.of(new ShownLabels(
                Overlap.NAME, Overlap.TITLE, "the largest IoU of a window with an object's box", shown));
    }
}
