package dev.rebox.evaluate.compare;

import dev.rebox.box.Detection;
import dev.rebox.data.Dataset;
import dev.rebox.evaluate.matching.ClassBoxes;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** How far chance moves a figure, since the images that it was measured on are only some of all that there could be. */
public final class SamplingNoise {
    private SamplingNoise() {}

    /**
     * The standard error of {@code cocoShare} parts COCO AP and the rest VOC mAP: the deviation over sets of images drawn
     * with replacement (the bootstrap, Efron and Tibshirani 1993). A drawn set without any object is drawn again.
     *
     * @param cocoShare 0..1
     * @param resamples sets drawn, at least 2
     * @return a fraction as the figures themselves; 0 where there is nothing to be found
     */
    public static double of(
            Dataset truth, Map<String, List<Detection>> detections, double cocoShare, int resamples, long seed) {
        WeightedOutcomes outcomes = new WeightedOutcomes(ClassBoxes.perClass(truth, detections));
        int images = truth.examples().size();
        if (images == 0 || outcomes.measure(PairedBootstrap.once(images)).coco() < 0) {
            return 0;
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] scores = new double[resamples];
        double mean = 0;
        for (int r = 0; r < resamples; r++) {
            WeightedOutcomes.Figures figures = outcomes.measure(PairedBootstrap.draw(images, random));
            while (figures.coco() < 0) {
                figures = outcomes.measure(PairedBootstrap.draw(images, random));
            }
            scores[r] = cocoShare * figures.coco() + (1 - cocoShare) * figures.voc();
            mean += scores[r] / resamples;
        }
        double squares = 0;
        for (double score : scores) {
            squares += (score - mean) * (score - mean);
        }
        return Math.sqrt(squares / (resamples - 1));
    }
}
