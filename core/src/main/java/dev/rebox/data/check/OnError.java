package dev.rebox.data.check;

/** What training does with a data set that has errors. */
public enum OnError {
    /** Refuse it. */
    STOP,
    /** Leave faulty pictures and boxes out, with a list. */
    DROP
}
