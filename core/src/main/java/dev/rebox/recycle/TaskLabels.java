package dev.rebox.recycle;

/** What a task recycles from the boxes of one image: each task has its own kind of labels, by which they are found. */
public interface TaskLabels {}
