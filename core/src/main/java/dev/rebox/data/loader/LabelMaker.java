package dev.rebox.data.loader;

import dev.rebox.recycle.TaskLabels;

/** Makes the labels of one task. */
@FunctionalInterface
public interface LabelMaker {
    /** The labels of an image as training sees it. They are computed on the original boxes; then scaled and flipped. */
    TaskLabels of(SeenImage image);
}
