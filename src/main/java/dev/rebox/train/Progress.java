package dev.rebox.train;

import dev.rebox.evaluate.Evaluation;
import java.util.Map;

/** Who wants to know how training goes. */
public interface Progress {
    /** Training begins at this step of so many. */
    void started(long step, long steps);

    /** A step is done. */
    void step(StepReport report);

    /** An evaluation is done. @param set {@code validation} or {@code test} */
    void evaluated(long step, String set, Evaluation evaluation);

    /** Training is over, done or not. */
    default void ended() {}

    /** Whether training shall end after the step it is at. */
    default boolean stopAsked() {
        return false;
    }

    /** Nobody listens. */
    Progress NONE = new Progress() {
        @Override
        public void started(long step, long steps) {}

        @Override
        public void step(StepReport report) {}

        @Override
        public void evaluated(long step, String set, Evaluation evaluation) {}
    };

    /**
     * One step.
     *
     * @param step steps done
     * @param losses by name, weighted; null where they were not fetched
     * @param gradientNorm of all parameters together, before clipping
     * @param seconds the step took, waiting included
     * @param waited seconds of that spent waiting for pictures
     */
    record StepReport(
            long step,
            Map<String, Float> losses,
            double learningRate,
            double gradientNorm,
            double seconds,
            double waited) {
        /** What was trained. */
        public double total() {
            return losses.values().stream().mapToDouble(Float::doubleValue).sum();
        }
    }
}
