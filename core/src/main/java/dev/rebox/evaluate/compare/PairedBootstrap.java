package dev.rebox.evaluate.compare;

import dev.rebox.box.Detection;
import dev.rebox.data.Dataset;
import dev.rebox.evaluate.matching.ClassBoxes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The paired bootstrap over images (Efron and Tibshirani, 1993, the percentile interval): test sets of the same size are drawn
 * from the images with replacement, and both sets of detections are measured on each, so that what is hard for both
 * cancels out.
 *
 * @param images the images drawn from
 * @param resamples the test sets drawn
 * @param seed of the drawing
 * @param voc the difference of VOC's mAP (IoU .5, all points)
 * @param coco the difference of COCO's AP (IoU .5:.95)
 */
public record PairedBootstrap(int images, int resamples, long seed, PairedDifference voc, PairedDifference coco) {
    /** The share of the resampled differences left out at each end. */
    private static final double TAIL = 0.025;

    /**
     * Compares two sets of detections by image id.
     *
     * @param resamples 1000 are usual
     */
    public static PairedBootstrap of(
            Dataset truth,
            Map<String, List<Detection>> first,
            Map<String, List<Detection>> second,
            int resamples,
            long seed) {
        return ofRuns(truth, List.of(first), List.of(second), resamples, seed);
    }

    /**
     * Compares the mean figures of several runs (of other seeds, say) on either side; every drawn test set is the same for
     * all of them.
     */
    public static PairedBootstrap ofRuns(
            Dataset truth,
            List<Map<String, List<Detection>>> first,
            List<Map<String, List<Detection>>> second,
            int resamples,
            long seed) {
        if (resamples < 1) {
            throw new IllegalArgumentException("resamples must be 1 or more, not " + resamples);
        }
        List<WeightedOutcomes> a = outcomes(truth, first);
        List<WeightedOutcomes> b = outcomes(truth, second);
        int images = truth.examples().size();
        double[] voc = new double[resamples];
        double[] coco = new double[resamples];
        SplittableRandom random = new SplittableRandom(seed);
        for (int r = 0; r < resamples; r++) {
            int[] copies = draw(images, random);
            WeightedOutcomes.Figures ofFirst = mean(a, copies);
            WeightedOutcomes.Figures ofSecond = mean(b, copies);
            voc[r] = ofSecond.voc() - ofFirst.voc();
            coco[r] = ofSecond.coco() - ofFirst.coco();
        }
        WeightedOutcomes.Figures ofFirst = mean(a, once(images));
        WeightedOutcomes.Figures ofSecond = mean(b, once(images));
        return new PairedBootstrap(
                images,
                resamples,
                seed,
                difference("VOC mAP", ofFirst.voc(), ofSecond.voc(), voc),
                difference("COCO AP", ofFirst.coco(), ofSecond.coco(), coco));
    }

    private static List<WeightedOutcomes> outcomes(Dataset truth, List<Map<String, List<Detection>>> runs) {
        return runs.stream()
                .map(run -> new WeightedOutcomes(ClassBoxes.perClass(truth, run)))
                .toList();
    }

    private static WeightedOutcomes.Figures mean(List<WeightedOutcomes> runs, int[] copies) {
        double voc = 0;
        double coco = 0;
        for (WeightedOutcomes run : runs) {
            WeightedOutcomes.Figures figures = run.measure(copies);
            voc += figures.voc() / runs.size();
            coco += figures.coco() / runs.size();
        }
        return new WeightedOutcomes.Figures(voc, coco);
    }

    /** Every image as it is. */
    static int[] once(int images) {
        int[] copies = new int[images];
        Arrays.fill(copies, 1);
        return copies;
    }

    /** How often each image is drawn. */
    static int[] draw(int images, SplittableRandom random) {
        int[] copies = new int[images];
        for (int i = 0; i < images; i++) {
            copies[random.nextInt(images)]++;
        }
        return copies;
    }

    private static PairedDifference difference(String metric, double first, double second, double[] differences) {
        Arrays.sort(differences);
        double better = Arrays.stream(differences)
                .map(d -> d > 0 ? 1 : d == 0 ? 0.5 : 0)
                .average()
                .orElse(0);
        return new PairedDifference(
                metric,
                first,
                second,
                second - first,
                quantile(differences, TAIL),
                quantile(differences, 1 - TAIL),
                better);
    }

    /** Linear between the sorted values. */
    static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
