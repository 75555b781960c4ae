package dev.rebox.evaluate.matching;

/** What became of a detection, one byte each, since there are millions of them. */
public final class Outcome {
    /** A false positive. */
    public static final byte MISS = 0;
    /** A true positive. */
    public static final byte HIT = 1;
    /** Neither: on a crowd, on a difficult object, out of the size that is asked for, or beyond the detections counted. */
    public static final byte IGNORED = 2;

    private Outcome() {}
}
