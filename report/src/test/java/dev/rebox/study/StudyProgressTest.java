package dev.rebox.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.evaluate.Evaluation;
import dev.rebox.run.StepReport;
import dev.rebox.train.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StudyProgressTest {
    /** Writes down what it is told, and asks to stop. */
    private static final class Listener implements Progress {
        private final List<String> told = new ArrayList<>();

        @Override
        public void started(long step, long steps) {
            told.add("started " + step + " of " + steps);
        }

        @Override
        public void step(StepReport report) {
            told.add("step " + report.step());
        }

        @Override
        public void evaluated(long step, String set, Evaluation evaluation) {
            told.add("evaluated " + step + " on " + set);
        }

        @Override
        public void ended() {
            told.add("ended");
        }

        @Override
        public boolean stopAsked() {
            return true;
        }
    }

    @Test
    void withoutABudgetTimeIsNeverOver() {
        StudyProgress progress = new StudyProgress(Progress.NONE, Optional.empty());
        assertThat(progress.timeIsOver()).isFalse();
        assertThat(progress.stopAsked()).isFalse();
    }

    @Test
    void aSpentBudgetAsksToStop() {
        StudyProgress spent = new StudyProgress(Progress.NONE, Optional.of(Duration.ofSeconds(-1)));
        assertThat(spent.timeIsOver()).isTrue();
        assertThat(spent.stopAsked()).isTrue();
        assertThat(new StudyProgress(Progress.NONE, Optional.of(Duration.ofDays(1))).stopAsked())
                .isFalse();
    }

    @Test
    void whoWatchesMayAskToStopBeforeTheTimeIsOver() {
        StudyProgress progress = new StudyProgress(new Listener(), Optional.of(Duration.ofDays(1)));
        assertThat(progress.stopAsked()).isTrue();
        assertThat(progress.timeIsOver()).isFalse();
    }

    @Test
    void whoWatchesIsToldAll() {
        Listener listener = new Listener();
        StudyProgress progress = new StudyProgress(listener, Optional.empty());
        progress.started(3, 5);
        progress.step(new StepReport(4, Map.of(), 0, 0, 0, 0));
        progress.evaluated(5, "test", null);
        progress.ended();
        assertThat(listener.told).containsExactly("started 3 of 5", "step 4", "evaluated 5 on test", "ended");
    }
}
