package dev.rebox.evaluate.threshold;

import dev.rebox.box.Detection;
import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.error.ConfigException;
import dev.rebox.error.DataException;
import dev.rebox.evaluate.matching.ClassBoxes;
import dev.rebox.evaluate.matching.Outcome;
import dev.rebox.evaluate.voc.VocMatcher;
import dev.rebox.evaluate.voc.VocMetrics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Conformal risk control with confidence: the highest threshold of which it can be said that at most a share of the objects is
 * missed. Bates, Angelopoulos and others, <em>Distribution-free, risk-controlling prediction sets</em> (2021): the risk is the
 * mean over images of the share of its objects that are not found; it rises with the threshold; and the threshold is the
 * last one at which the bound of Hoeffding and Bentkus refutes "the risk is above the promise". It holds for images drawn as
 * those of the data set were, whatever the detector.
 *
 * <p>An object is found at a threshold if a detection of its class with at least that score overlaps it with IoU .5 and no
 * stronger one took it, as VOC matches.
 */
public final class MissRateControl {
    private MissRateControl() {}

    /**
     * What an image says.
     *
     * @param found the scores with which its objects are found; the others are not, at any threshold
     * @param objects more than 0
     */
    public record ImageObjects(double[] found, int objects) {
        /** The share of the objects that is missed at a threshold, 0..1. */
        double missed(double threshold) {
            int kept = 0;
            for (double score : found) {
                kept += score >= threshold ? 1 : 0;
            }
            return 1 - kept / (double) objects;
        }
    }

    /** What each image with objects says. Difficult objects and crowds do not count. */
    public static List<ImageObjects> images(Dataset truth, Map<String, List<Detection>> detections) {
        Map<Integer, List<Double>> found = new HashMap<>();
        Map<Integer, Integer> objects = new HashMap<>();
        for (ClassBoxes boxes : ClassBoxes.perClass(truth, detections)) {
            byte[] outcome = VocMatcher.match(boxes, VocMetrics.IOU).outcome();
            for (int group = 0; group < boxes.groups(); group++) {
                int image = boxes.image(group);
                for (int g = boxes.truthStart(group); g < boxes.truthEnd(group); g++) {
                    Annotation object = boxes.truth().source(g);
                    objects.merge(image, VocMatcher.counts(object) ? 1 : 0, Integer::sum);
                }
                for (int d = boxes.detectionStart(group); d < boxes.detectionEnd(group); d++) {
                    if (outcome[d] == Outcome.HIT) {
                        found.computeIfAbsent(image, absent -> new ArrayList<>())
                                .add(boxes.detections().source(d).score());
                    }
                }
            }
        }
        return objects.entrySet().stream()
                .filter(e -> e.getValue() > 0)
                .sorted(Map.Entry.comparingByKey())
                .map(e -> new ImageObjects(
                        found.getOrDefault(e.getKey(), List.of()).stream()
                                .mapToDouble(score -> score)
                                .toArray(),
                        e.getValue()))
                .toList();
    }

    /**
     * The promise.
     *
     * @param missRate above 0 and below 1
     * @param confidence above 0 and below 1
     * @throws DataException where the images are too few for it, or the detector misses too much at any threshold
     */
    public static MissRatePromise promise(List<ImageObjects> images, double missRate, double confidence) {
        refuseImpossible(missRate, confidence);
        int n = images.size();
        double doubt = 1 - confidence;
        int needed = (int) Math.ceil(Math.log(doubt) / Math.log(1 - missRate));
        if (pValue(0, n, missRate) > doubt) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "these images are too few for that: %d show objects, and a miss rate of %s with a confidence of %s needs"
                            + " %d at the very least; take more images, or promise less",
                    n,
                    missRate,
                    confidence,
                    needed));
        }
        double[] candidates = images.stream()
                .flatMapToDouble(image -> Arrays.stream(image.found))
                .sorted()
                .distinct()
                .toArray();
        double threshold = Double.NaN;
        for (double candidate : candidates) { // the risk rises: the first that may break the promise ends the search
            if (pValue(risk(images, candidate), n, missRate) > doubt) {
                break;
            }
            threshold = candidate;
        }
        if (Double.isNaN(threshold)) {
            double least = candidates.length == 0 ? 1 : risk(images, candidates[0]);
            throw new DataException(String.format(
                    Locale.ROOT,
                    "a miss rate of %s cannot be promised: with every detection kept, this detector misses %.1f %% of the"
                            + " objects of these %d images; promise less, or take more images",
                    missRate,
                    100 * least,
                    n));
        }
        return new MissRatePromise(missRate, confidence, threshold, risk(images, threshold), n);
    }

    /** @throws ConfigException where one of them is not above 0 and below 1 */
    public static void refuseImpossible(double missRate, double confidence) {
        share("--miss-rate", missRate);
        share("--confidence", confidence);
    }

    private static void share(String name, double value) {
        if (!(value > 0 && value < 1)) {
            throw new ConfigException(name + ": " + value + " is not above 0 and below 1");
        }
    }

    /** The mean over images of the share of their objects that is missed. */
    public static double risk(List<ImageObjects> images, double threshold) {
        return images.stream()
                .mapToDouble(image -> image.missed(threshold))
                .average()
                .orElse(1);
    }

    /**
     * How likely a mean of n losses 0..1 is at most {@code measured} if the risk is {@code claimed}: the smaller of Hoeffding's
     * and Bentkus' bounds.
     */
    static double pValue(double measured, int n, double claimed) {
        double a = Math.min(measured, claimed);
        double divergence = term(a, claimed) + term(1 - a, 1 - claimed);
        double hoeffding = Math.exp(-n * divergence);
        double bentkus = Math.E * binomial((int) Math.ceil(n * measured - 1e-9), n, claimed);
        return Math.min(hoeffding, bentkus);
    }

    private static double term(double a, double b) {
        return a == 0 ? 0 : a * Math.log(a / b);
    }

    /** The probability of at most k successes of n. */
    private static double binomial(int k, int n, double success) {
        double log = n * Math.log(1 - success);
        double sum = Math.exp(log);
        for (int i = 1; i <= Math.min(k, n); i++) {
            log += Math.log((n - i + 1) / (double) i) + Math.log(success / (1 - success));
            sum += Math.exp(log);
        }
        return Math.min(1, sum);
    }
}
