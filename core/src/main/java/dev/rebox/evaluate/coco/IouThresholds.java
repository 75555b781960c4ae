package dev.rebox.evaluate.coco;

/** The overlaps at which COCO asks whether a detection found its object. */
public final class IouThresholds {
    private IouThresholds() {}

    /**
     * 0.5, 0.55, .. 0.95, bit for bit those of {@code numpy.linspace(.5, .95, 10)}: the ninth is 0.8999999999999999, so
     * that a box overlapping by exactly nine tenths matches.
     */
    public static double[] coco() {
        double[] thresholds = new double[10];
        double step = (0.95 - 0.5) / 9;
        for (int i = 0; i < 10; i++) {
            thresholds[i] = i * step + 0.5;
        }
        thresholds[9] = 0.95;
        return thresholds;
    }
}
