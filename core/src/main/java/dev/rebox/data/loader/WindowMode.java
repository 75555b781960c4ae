package dev.rebox.data.loader;

/** When the multi-object task's windows of a picture are drawn. */
public enum WindowMode {
    /** Once, for the whole run, as the paper's authors do. */
    FIXED,
    /** Anew in every epoch. */
    FRESH
}
