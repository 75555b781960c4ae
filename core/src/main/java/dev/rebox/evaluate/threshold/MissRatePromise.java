package dev.rebox.evaluate.threshold;

/**
 * With this confidence, at most this share of an image's objects is missed, in the mean over images like those that it was
 * found on.
 *
 * @param missRate the share that may be missed, 0..1
 * @param confidence 0..1
 * @param threshold the highest that keeps the promise, for all classes
 * @param measured the share that is missed on the images it was found on
 * @param images those of them that show objects
 */
public record MissRatePromise(double missRate, double confidence, double threshold, double measured, int images) {
    /** What it is about, in words: it was found on whole images in their own proportions. */
    public static final String SCOPE =
            "This holds for images seen whole, as detect and export do it; not for detect --tiles,"
                    + " and not for files made with --size, which stretch the images.";
}
