package dev.rebox.run;

import java.util.Map;

/**
 * One training step.
 *
 * @param step steps done
 * @param losses by name, weighted; null where they were not fetched
 * @param gradientNorm of all parameters together, before clipping
 * @param seconds the step took, waiting included
 * @param waited seconds of that spent waiting for images
 */
public record StepReport(
        long step, Map<String, Float> losses, double learningRate, double gradientNorm, double seconds, double waited) {
    /** The total loss, which is what was trained. */
    public double total() {
        return losses.values().stream().mapToDouble(Float::doubleValue).sum();
    }
}
