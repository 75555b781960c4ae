package dev.rebox.report.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rebox.run.LogLine;
import dev.rebox.run.LogLine.Evaluated;
import dev.rebox.run.LogLine.Steps;
import dev.rebox.run.RunFolder;
import dev.rebox.run.TestMetrics;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * What a run has written down about itself, until now.
 *
 * @param logged means over a few steps each, in their order
 * @param evaluations on the way and after the last step
 * @param result the evaluation after the last step on the test set, where there is one
 * @param environment versions and the like, by name
 */
public record History(
        List<Steps> logged, List<Evaluated> evaluations, Optional<Evaluated> result, Map<String, String> environment) {

    /** Reads a run that is over or still going on. @throws DataException where a file of it is damaged */
    public static History read(RunFolder run) {
        List<Steps> logged = new ArrayList<>();
        List<Evaluated> evaluations = new ArrayList<>();
        for (LogLine line : LogLine.read(run.log())) {
            if (line instanceof Evaluated evaluated) {
                evaluations.add(evaluated);
            } else if (line instanceof Steps steps) {
                logged.add(steps);
            }
        }
        Optional<Evaluated> result = Optional.empty();
        if (Files.isRegularFile(run.metrics())) {
            TestMetrics metrics = RunFolder.readJson(run.metrics(), TestMetrics.class);
            long step = metrics.steps();
            Evaluated last = new Evaluated(step, 0, "test", metrics.evaluation(), Map.of());
            evaluations.removeIf(m -> m.set().equals("test") && m.step() == step);
            evaluations.add(last);
            evaluations.sort(Comparator.comparingLong(Evaluated::step));
            result = Optional.of(last);
        }
        Map<String, String> environment = new LinkedHashMap<>();
        if (Files.isRegularFile(run.environment())) {
            RunFolder.readJson(run.environment(), JsonNode.class)
                    .properties()
                    .forEach(e -> environment.put(e.getKey(), e.getValue().asText()));
        }
        return new History(logged, evaluations, result, environment);
    }

    /** The losses in the order in which they first appear. */
    public Set<String> lossNames() {
        Set<String> names = new LinkedHashSet<>();
        logged.forEach(l -> names.addAll(l.losses().keySet()));
        return names;
    }

    /** [N] the steps at which the log has lines. */
    public double[] steps() {
        return values(Steps::step);
    }

    /** [N] a value of each line. */
    public double[] values(ToDoubleFunction<Steps> value) {
        return logged.stream().mapToDouble(value).toArray();
    }

    /** [N] a loss, not a number where it was not logged. */
    public double[] loss(String name) {
        return values(l -> l.losses().getOrDefault(name, Double.NaN));
    }

    /** The evaluations on the set that was looked at most. */
    public List<Evaluated> watched() {
        long tests = evaluations.stream().filter(m -> m.set().equals("test")).count();
        String set = 2 * tests >= evaluations.size() ? "test" : "validation";
        return evaluations.stream().filter(m -> m.set().equals(set)).toList();
    }

    /** Steps done. */
    public long done() {
        return Math.max(
                logged.isEmpty() ? 0 : logged.get(logged.size() - 1).step(),
                result.map(Evaluated::step).orElse(0L));
    }
}
