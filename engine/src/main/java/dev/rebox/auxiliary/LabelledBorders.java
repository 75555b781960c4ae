package dev.rebox.auxiliary;

import dev.rebox.box.Box;
import dev.rebox.data.loader.SeenImage;
import dev.rebox.recycle.BorderLabels;
import dev.rebox.recycle.BorderWindows;
import dev.rebox.recycle.ShownLabels;
import dev.rebox.recycle.TaskLabels;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The border labels of random windows, see {@link BorderLabels}.
 *
 * @param windows in pixels of the image as it is seen: {@value #WINDOWS} of them, none where there is no box
 * @param objects [windows] the box that each is labelled for, likewise
 * @param labels [windows][SIDES * BINS]
 */
record LabelledBorders(List<Box> windows, List<Box> objects, float[][] labels) implements TaskLabels {
    /** An image. Enough to have several of each object, and half of what the multi-object task looks at. */
    static final int WINDOWS = 32;

    /** Keeps these windows apart from those that other tasks draw from the same seed. */
    private static final long APART = 0xB0DE5;

    static LabelledBorders of(SeenImage image) {
        List<Box> drawn =
                BorderWindows.sample(image.width(), image.height(), image.boxes(), WINDOWS, image.seed() ^ APART);
        List<Box> boxes = image.boxes().stream()
                .map(b -> b.box().clip(image.width(), image.height()))
                .toList();
        List<Box> windows = drawn.stream().map(image::seen).toList();
        List<Box> objects = drawn.stream() // found where they were drawn: rounding makes no other of them
                .map(window -> image.seen(boxes.get(BorderLabels.object(window, boxes))))
                .toList();
        float[][] labels = new float[windows.size()][];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = BorderLabels.label(windows.get(i), objects.get(i));
        }
        return new LabelledBorders(windows, objects, labels);
    }

    @Override
    public Optional<ShownLabels> shown() {
        List<ShownLabels.Label> shown = new ArrayList<>();
        for (int i = 0; i < labels.length; i++) {
            double[] at = BorderLabels.displacements(windows.get(i), objects.get(i));
            double[] values = new double[labels[i].length];
            for (int n = 0; n < values.length; n++) {
                values[n] = labels[i][n];
            }
            String words = String.format(
                    Locale.ROOT,
                    "left %+.2f  top %+.2f  right %+.2f  bottom %+.2f",
                    near(at[0]),
                    near(at[1]),
                    near(at[2]),
                    near(at[3]));
            shown.add(new ShownLabels.Label(windows.get(i), List.of(objects.get(i)), values, words));
        }
        return Optional.of(new ShownLabels(
                Borders.NAME,
                Borders.TITLE,
                "where an object's sides lie from a window's, in widths and heights of the window",
                shown));
    }

    /** To two digits, and never -0. */
    private static double near(double value) {
        return Math.rint(100 * value) / 100 + 0.0;
    }
}
