package dev.rebox.optim;

import dev.rebox.config.TrainConfig;
import java.util.List;

/**
 * The learning rate: rises linearly over the warm-up, then falls tenfold at given steps.
 *
 * @param decayAt steps; values up to 1 are shares of {@code steps}
 */
public record Schedule(double learningRate, int steps, int warmup, List<Double> decayAt) {
    private static final double DECAY = 0.1;

    public static Schedule of(TrainConfig train) {
        return new Schedule(train.learningRate(), train.steps(), train.warmup(), train.decayAt());
    }

    /** Whether the rate has fallen by a step. */
    public boolean fallen(long step) {
        return decayAt.stream().anyMatch(decay -> step >= (decay <= 1 ? decay * steps : decay));
    }

    /** The rate of a step, counted from 0. */
    public double at(long step) {
        double rate = learningRate;
        if (step < warmup) {
            rate *= (step + 1.0) / warmup;
        }
        for (double decay : decayAt) {
            if (step >= (decay <= 1 ? decay * steps : decay)) {
                rate *= DECAY;
            }
        }
        return rate;
    }
}
