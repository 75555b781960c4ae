package dev.rebox.train;

import java.time.Duration;

/**
 * Keeps a training within its budget of time. The number of steps follows from how long steps and evaluations have taken so
 * far, so that the learning rate falls in time and the last model can still be measured.
 */
final class Pace {
    /** A change of the steps by less, as a share of those to come, is not worth while. */
    private static final double HYSTERESIS = 0.05;

    private static final int FEW_STEPS = 2;
    /** Steps are measured for so long before any conclusion. */
    private static final int FIRST = 10;
    /** How much the last step counts in the mean of all. */
    private static final double FORGET = 0.02;
    /** Part of the budget that is left for what nobody foresees, such as another program on the machine. */
    private static final double SPARE = 0.03;
    /** To write models and the report, seconds. */
    private static final double FILES = 3;

    private final double budget;
    private final int most;
    private double stepSeconds = Double.NaN;
    private double imageSeconds = Double.NaN;
    private int measured;

    /** @param most steps that are of use, however much time there is */
    Pace(Duration budget, int most) {
        this.budget = budget.toMillis() / 1e3;
        this.most = most;
    }

    /** A step took so long; the first, in which the engine prepares itself, does not count. */
    void step(double seconds) {
        measured++;
        if (measured > 1) {
            stepSeconds = Double.isNaN(stepSeconds) ? seconds : stepSeconds + weight() * (seconds - stepSeconds);
        }
    }

    /** The plain mean at first, then one that forgets. */
    private double weight() {
        return Math.max(FORGET, 1.0 / (measured - 1));
    }

    /** So many images were measured in so long. */
    void evaluated(int images, double seconds) {
        if (images > 0) {
            imageSeconds = seconds / images;
        }
    }

    /**
     * What is to be evaluated yet.
     *
     * @param every steps between evaluations, 0 for none
     * @param images of each
     * @param last images after the last step
     */
    record Evaluations(int every, int images, int last) {}

    /**
     * The number of steps that end in time.
     *
     * @param planned steps in all until now
     * @param done of them
     * @param spent seconds since training was started, preparations included
     * @param mayGrow whether more steps than planned are an answer too: not after the learning rate has fallen
     * @return {@code planned} where that is about right; {@code done} where time is over
     */
    int steps(int planned, long done, double spent, Evaluations ahead, boolean mayGrow) {
        if (measured <= FIRST && spent < budget / 2) {
            return planned;
        }
        double left = budget * (1 - SPARE) - FILES - spent;
        if (Double.isNaN(stepSeconds)) { // preparations took long, and no step was measured yet
            return left > 0 ? planned : (int) done;
        }
        double image = Double.isNaN(imageSeconds) ? stepSeconds : imageSeconds;
        double each = stepSeconds + (ahead.every > 0 ? image * ahead.images / ahead.every : 0);
        double fitting = Math.max(0, (left - image * ahead.last) / each);
        long steps = Math.min(most, done + (long) fitting);
        if (!mayGrow) {
            steps = Math.min(steps, planned);
        }
        boolean same = Math.abs(steps - planned) <= Math.max(FEW_STEPS, HYSTERESIS * (planned - done));
        return same && steps > done ? planned : (int) Math.max(done, steps);
    }
}
