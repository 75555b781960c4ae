package dev.rebox.study;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** How long the rest of a study takes, judged by its finished runs, and for arms that have none by a trial of a few steps. */
final class TimeLeft {
    private TimeLeft() {}

    /** Runs of one kind take equally long a step. */
    static String kind(String network, String arm) {
        return network + "/" + arm;
    }

    /**
     * In words.
     *
     * @param tried by kind; a kind that has neither runs nor a trial takes what the others take in the mean
     * @param processes that work side by side
     */
    static String of(
            List<StudyRun> runs, Map<String, RunResult> finished, Map<String, Forecast.Pace> tried, int processes) {
        double seconds = 0;
        for (StudyRun run : runs) {
            if (!finished.containsKey(run.id())) {
                seconds += seconds(run, finished.values(), tried);
            }
        }
        Duration left = Duration.ofSeconds((long) seconds / processes);
        return String.format(Locale.ROOT, "About %d:%02d hours left.", left.toHours(), left.toMinutesPart());
    }

    private static double seconds(StudyRun run, Collection<RunResult> finished, Map<String, Forecast.Pace> tried) {
        if (run.budget().isPresent()) {
            return run.budget().get().toSeconds();
        }
        String kind = TimeLeft.kind(run.network(), run.arm());
        OptionalDouble done = finished.stream()
                .filter(result -> TimeLeft.kind(result.network(), result.arm()).equals(kind))
                .mapToDouble(result -> result.seconds() / result.steps())
                .average();
        if (done.isPresent()) {
            return run.config().train().steps() * done.getAsDouble();
        }
        Forecast.Pace pace = tried.get(kind);
        if (pace != null) {
            return pace.seconds(run);
        }
        return run.config().train().steps()
                * finished.stream()
                        .mapToDouble(result -> result.seconds() / result.steps())
                        .average()
                        .orElse(0);
    }
}
