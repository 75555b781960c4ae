package dev.rebox.evaluate.errors;

import dev.rebox.evaluate.matching.Descending;
import dev.rebox.evaluate.matching.RecallCurve;
import java.util.Arrays;

/** Hits and misses with their scores, class by class, and the AP that TIDE gives them. */
final class ScoredPoints {
    private final double[][] scores;
    private final boolean[][] hits;
    private final int[] sizes;
    private final int[] positives;

    /** Points of K classes. */
    ScoredPoints(int classes) {
        scores = new double[classes][8];
        hits = new boolean[classes][8];
        sizes = new int[classes];
        positives = new int[classes];
    }

    void add(int label, double score, boolean hit) {
        int k = label - 1;
        if (sizes[k] == scores[k].length) {
            scores[k] = Arrays.copyOf(scores[k], 2 * sizes[k]);
            hits[k] = Arrays.copyOf(hits[k], 2 * sizes[k]);
        }
        scores[k][sizes[k]] = score;
        hits[k][sizes[k]++] = hit;
    }

    /** More objects to be found, or fewer. */
    void addPositives(int label, int objects) {
        positives[label - 1] += objects;
    }

    /** The mean over the classes that have objects or detections; one without objects counts 0, as in TIDE. */
    double meanAveragePrecision() {
        double sum = 0;
        int classes = 0;
        for (int k = 0; k < sizes.length; k++) {
            if (sizes[k] > 0 || positives[k] != 0) {
                sum += positives[k] == 0 ? 0 : averagePrecision(k);
                classes++;
            }
        }
        return classes == 0 ? 0 : sum / classes;
    }

    private double averagePrecision(int k) {
        RecallCurve curve = new RecallCurve(positives[k]);
        for (int point : Descending.rows(Arrays.copyOf(scores[k], sizes[k]))) {
            if (hits[k][point]) {
                curve.hit();
            } else {
                curve.miss();
            }
        }
        return curve.exactHundredthsAveragePrecision();
    }
}
