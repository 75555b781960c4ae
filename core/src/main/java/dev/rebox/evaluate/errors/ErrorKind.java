package dev.rebox.evaluate.errors;

/** TIDE's kinds of error, with a foreground overlap of .5 and a background overlap of .1. */
public enum ErrorKind {
    /** Overlaps an object of another class by .5 or more: the right place, the wrong name. */
    CLASS,
    /** Overlaps an object of its own class by .1 to .5: the right name, the wrong place. */
    LOCALISATION,
    /** Overlaps an object of another class by .1 to .5: wrong name and wrong place. */
    BOTH,
    /** Overlaps an object of its own class by .5 or more that a better detection had found already. */
    DUPLICATE,
    /** Overlaps no object by more than .1. */
    BACKGROUND,
    /** An object that nobody found, and no class or localisation error would find when put right. */
    MISSED
}
