package dev.rebox.data.check;

import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import java.util.ArrayList;
import java.util.List;

/**
 * What the nearest other box of an image tells of a box's class, from the annotations alone. The class is guessed twice: from
 * how frequent each class is and from the size and shape of the box, and from these and the class of the box whose centre is
 * nearest. Each tenth of the images is guessed from the other nine, so that a chance agreement does not count.
 *
 * @param boxes whose class was guessed; crowds and boxes without area are none
 * @param bits of surprise a box without the neighbour (cross-entropy)
 * @param bitsTold how much of it the nearest box takes away: below 0 where it misleads
 */
public record Neighbours(int boxes, double bits, double bitsTold) {
    /**
     * Points of mAP that the refinement brings for a share of 1: where the share was .46 it brought 1.8, 3.2, 6.2 and 3.0 after 800
     * to 4,800 steps (docs/results/training-length.md).
     */
    private static final double GAIN = 8;

    private static final int FOLDS = 10;
    /** A frequency counts as much as so many boxes seen beside a neighbour of that class. */
    private static final double PRIOR = 10;

    private static final double DOUBT = 0.01;

    /** The share of what frequency and shape leave open that the nearest box tells, at most 1: 0 where it tells nothing. */
    public double share() {
        return bits <= 0 ? 0 : Math.max(0, bitsTold / bits);
    }

    /** The points of mAP that the method brings in the mean where looks leave as much open as size and shape do. */
    public double expectedGain() {
        return GAIN * share();
    }

    /** A box's class and that of the nearest other one, 0 where it is alone. */
    private record Seen(int fold, int label, double[] shape, int nearest) {}

    /** @param data in whose images boxes lie */
    public static Neighbours of(Dataset data) {
        List<Seen> all = new ArrayList<>();
        for (int i = 0; i < data.examples().size(); i++) {
            add(data.examples().get(i), i % FOLDS, all);
        }
        int k = data.labels().size();
        double bits = 0;
        double left = 0;
        for (int fold = 0; fold < FOLDS; fold++) {
            double[][] counts = new double[k + 1][k + 1]; // [nearest][label]
            BoxShapes.Builder builder = new BoxShapes.Builder(k);
            for (Seen seen : all) {
                if (seen.fold != fold) {
                    counts[seen.nearest][seen.label]++;
                    builder.add(seen.label, seen.shape);
                }
            }
            BoxShapes shapes = builder.build();
            double[] frequency = frequency(counts, k);
            for (Seen seen : all) {
                if (seen.fold == fold) {
                    double[] shape = new double[k + 1];
                    for (int label = 1; label <= k; label++) {
                        shape[label] = shapes.likelihood(label, seen.shape);
                    }
                    bits -= log2(probability(seen.label, frequency, shape));
                    left -= log2(probability(seen.label, beside(counts[seen.nearest], frequency), shape));
                }
            }
        }
        int boxes = all.size();
        return boxes == 0 ? new Neighbours(0, 0, 0) : new Neighbours(boxes, bits / boxes, (bits - left) / boxes);
    }

    /** Of a class by Bayes' rule; a small part is left to frequency, so that no box surprises without end. */
    private static double probability(int label, double[] prior, double[] likelihood) {
        double sum = 0;
        for (int k = 1; k < prior.length; k++) {
            sum += prior[k] * likelihood[k];
        }
        double bayes = sum > 0 ? prior[label] * likelihood[label] / sum : prior[label];
        return (1 - DOUBT) * bayes + DOUBT * prior[label];
    }

    /** How frequent each class is beside a neighbour of one class. */
    private static double[] beside(double[] counts, double[] frequency) {
        double sum = 0;
        for (double count : counts) {
            sum += count;
        }
        double[] beside = new double[counts.length];
        for (int k = 1; k < counts.length; k++) {
            beside[k] = (counts[k] + PRIOR * frequency[k]) / (sum + PRIOR);
        }
        return beside;
    }

    /** Of each class, 1 added to each count, so that no class is impossible. */
    private static double[] frequency(double[][] counts, int k) {
        double[] frequency = new double[k + 1];
        double sum = 0;
        for (int label = 1; label <= k; label++) {
            frequency[label] = 1;
            for (double[] beside : counts) {
                frequency[label] += beside[label];
            }
            sum += frequency[label];
        }
        for (int label = 1; label <= k; label++) {
            frequency[label] /= sum;
        }
        return frequency;
    }

    private static void add(Example example, int fold, List<Seen> all) {
        List<Annotation> boxes = example.annotations().stream()
                .filter(a -> !a.crowd() && !a.box().isEmpty())
                .toList();
        for (Annotation box : boxes) {
            int nearest = 0;
            double least = Double.POSITIVE_INFINITY;
            for (Annotation other : boxes) {
                double away = Math.hypot(
                        other.box().centerX() - box.box().centerX(),
                        other.box().centerY() - box.box().centerY());
                if (other != box && away < least) {
                    least = away;
                    nearest = other.label();
                }
            }
            all.add(new Seen(fold, box.label(), BoxShapes.shape(box.box()), nearest));
        }
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }
}
