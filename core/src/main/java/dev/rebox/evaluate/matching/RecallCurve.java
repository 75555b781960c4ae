package dev.rebox.evaluate.matching;

import java.util.Arrays;

/**
 * Precision against recall, drawn by walking through detections from the highest score down. Recall changes at hits
 * only, so that the curve is the precision at each hit; interpolation then lifts it to the best precision at that recall
 * or beyond.
 */
public final class RecallCurve {
    /** COCO's recalls, bit for bit those of {@code numpy.linspace(0, 1, 101)}. */
    private static final double[] HUNDRED_AND_ONE = new double[101];

    static {
        for (int i = 0; i <= 100; i++) {
            HUNDRED_AND_ONE[i] = i * 0.01;
        }
        HUNDRED_AND_ONE[100] = 1;
    }

    private double[] precision = new double[64];
    private int hits;
    private long misses;
    private long positives;

    /** A curve over this many objects to be found. */
    public RecallCurve(long positives) {
        this.positives = positives;
    }

    /** Forgets all hits and misses, to draw another curve in the same memory. */
    public void restart(long objects) {
        positives = objects;
        hits = 0;
        misses = 0;
    }

    /** The next detection is a true positive. */
    public void hit() {
        if (hits == precision.length) {
            precision = Arrays.copyOf(precision, 2 * hits);
        }
        hits++;
        precision[hits - 1] = hits / (double) (hits + misses);
    }

    /** The next detection is a false positive. */
    public void miss() {
        misses++;
    }

    /** So many of the detections until now were false positives: instead of calling {@link #miss} for each. */
    public void missesUntilNow(long count) {
        misses = count;
    }

    /** The share of the objects that were found; 0 where there is none. */
    public double recall() {
        return positives == 0 ? 0 : hits / (double) positives;
    }

    /** PASCAL VOC since 2010: the area under the whole interpolated curve. */
    public double allPointAveragePrecision() {
        interpolate();
        double sum = 0;
        for (int i = 0; i < hits; i++) {
            sum += precision[i];
        }
        return sum / positives;
    }

    /** PASCAL VOC until 2009: the mean of the interpolated precision at the recalls 0, 0.1, .. 1, taken exactly. */
    public double elevenPointAveragePrecision() {
        interpolate();
        double sum = 0;
        for (int tenth = 0; tenth <= 10; tenth++) {
            long needed = Math.max(1, (tenth * positives + 9) / 10);
            sum += needed <= hits ? precision[(int) needed - 1] : 0;
        }
        return sum / 11;
    }

    /** COCO: the mean of the interpolated precision at the recalls 0, 0.01, .. 1. */
    public double averagePrecision() {
        interpolate();
        double sum = 0;
        int hit = 0;
        for (double recall : HUNDRED_AND_ONE) {
            while (hit < hits && (hit + 1) / (double) positives < recall) {
                hit++;
            }
            if (hit == hits) {
                break;
            }
            sum += precision[hit];
        }
        return sum / HUNDRED_AND_ONE.length;
    }

    /** TIDE: as COCO, but with each recall i / 100 taken exactly. */
    public double exactHundredthsAveragePrecision() {
        interpolate();
        double sum = 0;
        for (int i = 0; i <= 100; i++) {
            long needed = Math.max(1, (i * positives + 99) / 100);
            sum += needed <= hits ? precision[(int) needed - 1] : 0;
        }
        return sum / 101;
    }

    private void interpolate() {
        for (int i = hits - 1; i > 0; i--) {
            precision[i - 1] = Math.max(precision[i - 1], precision[i]);
        }
    }
}
