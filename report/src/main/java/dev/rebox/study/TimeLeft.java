package dev.rebox.study;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/** How long the rest of a study takes, judged by its finished runs. */
final class TimeLeft {
    private TimeLeft() {}

    /** In words. */
    static String of(List<StudyRun> runs, Map<String, RunResult> finished) {
        if (finished.isEmpty()) {
            return "Time left: known after the first run.";
        }
        double seconds = 0;
        for (StudyRun run : runs) {
            if (!finished.containsKey(run.id())) {
                seconds += run.config().train().steps() * stepSeconds(run, finished.values());
            }
        }
        Duration left = Duration.ofSeconds((long) seconds);
        return String.format(Locale.ROOT, "About %d:%02d hours left.", left.toHours(), left.toMinutesPart());
    }

    /** A step as in runs of the same arm and network; else of the same network; else of any. */
    private static double stepSeconds(StudyRun run, Collection<RunResult> finished) {
        List<Predicate<RunResult>> alike = List.of(
                r -> r.network().equals(run.network()) && r.arm().equals(run.arm()),
                r -> r.network().equals(run.network()),
                r -> true);
        return alike.stream()
                .map(like -> mean(finished, like))
                .filter(OptionalDouble::isPresent)
                .findFirst()
                .orElse(OptionalDouble.of(0))
                .getAsDouble();
    }

    private static OptionalDouble mean(Collection<RunResult> finished, Predicate<RunResult> like) {
        return finished.stream()
                .filter(like)
                .mapToDouble(result -> result.seconds() / result.steps())
                .average();
    }
}
