package dev.rebox.cli;

import dev.rebox.box.Box;
import dev.rebox.data.LabelMap;
import dev.rebox.recycle.RecycledLabels;
import dev.rebox.recycle.ShownLabels;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The labels of images as a table for people. */
final class LabelsTable {
    /** Boxes or windows of one image that are written out. */
    private static final int MOST_ROWS = 12;

    private final PrintStream out;
    private final LabelMap names;

    LabelsTable(PrintStream out, LabelMap names) {
        this.out = out;
        this.names = names;
    }

    void print(String id, RecycledLabels labels) {
        out.printf(Locale.ROOT, "%s, %d x %d%n", id, labels.width(), labels.height());
        int boxes = labels.boxes().size();
        out.printf(Locale.ROOT, "  %-16s %-28s %s%n", "box", "x1 y1 x2 y2", "closeness");
        for (int b = 0; b < Math.min(MOST_ROWS, boxes); b++) {
            String name = names.name(labels.boxes().get(b).label());
            row(name, labels.boxes().get(b).box(), labels.closeness()[b]);
        }
        more(boxes);
        int windows = labels.windows().size();
        out.printf(Locale.ROOT, "  %-16s %-28s %s%n", "window", "x1 y1 x2 y2", "soft label");
        for (int w = 0; w < Math.min(MOST_ROWS, windows); w++) {
            row(Integer.toString(w + 1), labels.windows().get(w), labels.multiObject()[w]);
        }
        more(windows);
        boolean[] mask = labels.foreground().mask();
        float[] weight = labels.foreground().weight();
        long covered = IntStream.range(0, mask.length).filter(i -> mask[i]).count();
        out.printf(
                Locale.ROOT,
                "  foreground       %d of %d cells, weights %.3f to %.3f%n%n",
                covered,
                mask.length,
                IntStream.range(0, weight.length)
                        .mapToDouble(i -> weight[i])
                        .min()
                        .orElseThrow(),
                IntStream.range(0, weight.length)
                        .mapToDouble(i -> weight[i])
                        .max()
                        .orElseThrow());
    }

    /** The labels of another task, in its words. */
    void print(ShownLabels task) {
        out.printf(Locale.ROOT, "  %-16s %-28s %s%n", task.task(), "x1 y1 x2 y2", task.meaning());
        int labels = task.labels().size();
        for (int i = 0; i < Math.min(MOST_ROWS, labels); i++) {
            ShownLabels.Label label = task.labels().get(i);
            row(Integer.toString(i + 1), label.region(), label.words());
        }
        more(labels);
        out.println();
    }

    private void row(String name, Box box, double[] label) {
        row(name, box, parts(label));
    }

    private void row(String name, Box box, String label) {
        String corners = String.format(Locale.ROOT, "%.1f %.1f %.1f %.1f", box.x1(), box.y1(), box.x2(), box.y2());
        out.printf(Locale.ROOT, "  %-16s %-28s %s%n", name, corners, label);
    }

    private void more(int rows) {
        if (rows > MOST_ROWS) {
            out.printf(Locale.ROOT, "  (%d more)%n", rows - MOST_ROWS);
        }
    }

    /** The classes that have a part, the largest first. */
    private String parts(double[] label) {
        return IntStream.range(0, label.length)
                .boxed()
                .filter(k -> label[k] > 0)
                .sorted(Comparator.comparing(k -> -label[k]))
                .map(k -> String.format(Locale.ROOT, "%s %.3f", names.name(k), label[k]))
                .collect(Collectors.joining(", "));
    }
}
