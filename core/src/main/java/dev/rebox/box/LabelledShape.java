package dev.rebox.box;

import java.util.List;

/**
 * What an object covers, and its class.
 *
 * @param parts boxes that together cover it: one where only its box is known, many where its silhouette is
 * @param label 1..K
 */
public record LabelledShape(List<Box> parts, int label) {
    public LabelledShape {
        parts = List.copyOf(parts);
    }

    /** A box that stands for what is in it. */
    public static LabelledShape of(LabelledBox box) {
        return new LabelledShape(List.of(box.box()), box.label());
    }
}
