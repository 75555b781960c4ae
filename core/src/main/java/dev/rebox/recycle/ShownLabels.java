package dev.rebox.recycle;

import dev.rebox.box.Box;
import java.util.List;

/**
 * The labels of a task as they are printed and drawn.
 *
 * @param task its name
 * @param title for people
 * @param meaning what a label says, in a line
 * @param labels in their order
 */
public record ShownLabels(String task, String title, String meaning, List<Label> labels) {
    public ShownLabels {
        labels = List.copyOf(labels);
    }

    /**
     * One label.
     *
     * @param region to which it belongs, pixels
     * @param told what it says there is, pixels
     * @param values as training has it
     * @param words the same for people
     */
    public record Label(Box region, List<Box> told, double[] values, String words) {}
}
