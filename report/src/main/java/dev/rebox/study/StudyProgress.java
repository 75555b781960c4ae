package dev.rebox.study;

import dev.rebox.evaluate.Evaluation;
import dev.rebox.run.StepReport;
import dev.rebox.train.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Hands training's progress on, and asks it to stop when the study's time is over. */
final class StudyProgress implements Progress {
    private final Progress listener;
    private final Optional<Instant> end;

    StudyProgress(Progress listener, Optional<Duration> budget) {
        this.listener = listener;
        end = budget.map(Instant.now()::plus);
    }

    boolean timeIsOver() {
        return end.filter(Instant.now()::isAfter).isPresent();
    }

    @Override
    public boolean stopAsked() {
        return listener.stopAsked() || timeIsOver();
    }

    @Override
    public void started(long step, long steps) {
        listener.started(step, steps);
    }

    @Override
    public void step(StepReport report) {
        listener.step(report);
    }

    @Override
    public void evaluated(long step, String set, Evaluation evaluation) {
        listener.evaluated(step, set, evaluation);
    }

    @Override
    public void ended() {
        listener.ended();
    }
}
