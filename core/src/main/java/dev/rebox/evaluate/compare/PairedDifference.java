package dev.rebox.evaluate.compare;

/**
 * The difference of one figure between two sets of detections, and how far chance in the choice of test images could move it.
 *
 * @param metric its name
 * @param first the figure of the first set, on all images
 * @param second that of the second
 * @param difference second less first
 * @param low the lower end of the 95% interval of the difference
 * @param high its upper end
 * @param share the share of the resampled test sets on which the second is better, ties counted half
 */
public record PairedDifference(
        String metric, double first, double second, double difference, double low, double high, double share) {
    /** True where the interval leaves out 0: a difference that the choice of images hardly explains. */
    public boolean isClear() {
        return low > 0 || high < 0;
    }
}
