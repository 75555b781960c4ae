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
public record MissRatePromise(double missRate, double confidence, double threshold, double measured, int images) {}
