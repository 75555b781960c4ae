package dev.rebox.recycle;

import java.util.Optional;

/** What a task recycles from the boxes of one image: each task has its own kind of labels, by which they are found. */
public interface TaskLabels {
    /** How they are printed and drawn; empty where the program does that in its own way, or not at all. */
    default Optional<ShownLabels> shown() {
        return Optional.empty();
    }
}
