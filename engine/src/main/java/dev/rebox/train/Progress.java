package dev.rebox.train;

import dev.rebox.evaluate.Evaluation;
import dev.rebox.run.StepReport;

/** Who wants to know how training goes. */
public interface Progress {
    /** Training begins at this step of so many. */
    void started(long step, long steps);

    /** A step is done. */
    void step(StepReport report);

    /** An evaluation is done. @param set {@code validation} or {@code test} */
    void evaluated(long step, String set, Evaluation evaluation);

    /** There are more steps or fewer than was thought, for the sake of the time. */
    default void replanned(long steps) {}

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
}
