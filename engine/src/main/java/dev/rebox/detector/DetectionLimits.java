package dev.rebox.detector;

/** Which regions become detections at all, and how many. */
public final class DetectionLimits {
    /** A detection has a probability above this. */
    public static final float SCORE_FLOOR = 0.001f;

    /** At most so many of a class in an image. */
    public static final int PER_CLASS = 100;

    /** At most so many in an image. */
    public static final int IN_ALL = 300;

    private DetectionLimits() {}
}
