package dev.rebox.run;

import dev.rebox.box.Detection;
import dev.rebox.data.Dataset;
import dev.rebox.evaluate.Evaluation;
import dev.rebox.evaluate.compare.SamplingNoise;
import java.util.List;
import java.util.Map;

/**
 * What chooses the best model: nine parts COCO AP and one part AP50. At IoU .5 alone the figure is soon full while boxes
 * still become tighter.
 *
 * @param value 0 to 1
 * @param noise its standard error, from the images that it was measured on
 */
public record ValidationScore(double value, double noise) {
    private static final double COCO_SHARE = 0.9;
    private static final int RESAMPLES = 100;
    /** A noise from which on the images are too few to choose by: differences between models are mostly smaller. */
    private static final double TOO_NOISY = 0.03;

    /** Of a set that was measured. @param truth the images that could be measured */
    public static ValidationScore of(Evaluation evaluation, Dataset truth, Map<String, List<Detection>> detections) {
        return new ValidationScore(of(evaluation), SamplingNoise.of(truth, detections, COCO_SHARE, RESAMPLES, 0));
    }

    /** The value alone, 0 where nothing was to be found. */
    public static double of(Evaluation evaluation) {
        double score = COCO_SHARE * evaluation.requireCoco().ap()
                + (1 - COCO_SHARE) * evaluation.requireCoco().ap50();
        return Math.max(0, score);
    }

    /** Whether the validation set is too small to choose by. */
    public boolean tooNoisy() {
        return noise > TOO_NOISY;
    }
}
