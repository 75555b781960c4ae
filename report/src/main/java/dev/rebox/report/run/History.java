package dev.rebox.report.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebox.error.DataException;
import dev.rebox.evaluate.Evaluation;
import dev.rebox.run.RunFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
        List<Logged> logged, List<Measured> evaluations, Optional<Measured> result, Map<String, String> environment) {
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /** One line of the log. @param seconds a step took */
    public record Logged(long step, Map<String, Double> losses, double total, double learningRate, double seconds) {}

    /** One evaluation. @param set {@code test} or {@code validation} @param losses on it, if they were measured */
    public record Measured(long step, String set, Evaluation evaluation, Map<String, Double> losses) {
        public double map() {
            return evaluation.voc() == null ? -1 : evaluation.voc().map();
        }

        public double cocoAp() {
            return evaluation.coco() == null ? -1 : evaluation.coco().ap();
        }
    }

    /** Reads a run that is over or still going on. @throws DataException where a file of it is damaged */
    public static History read(RunFolder run) {
        List<Logged> logged = new ArrayList<>();
        List<Measured> evaluations = new ArrayList<>();
        for (JsonNode line : lines(run.log())) {
            if (line.has("evaluation")) {
                long step = line.path("step").asLong();
                evaluations.add(new Measured(
                        step, line.path("set").asText(), evaluation(line.get("evaluation"), run.log()), losses(line)));
            } else if (line.has("losses")) {
                logged.add(logged(line));
            }
        }
        Optional<Measured> result = Optional.empty();
        if (Files.isRegularFile(run.metrics())) {
            JsonNode metrics = document(run.metrics());
            long step = metrics.path("steps").asLong();
            Measured last = new Measured(step, "test", evaluation(metrics, run.metrics()), Map.of());
            evaluations.removeIf(m -> m.set.equals("test") && m.step == step);
            evaluations.add(last);
            evaluations.sort(Comparator.comparingLong(Measured::step));
            result = Optional.of(last);
        }
        Map<String, String> environment = new LinkedHashMap<>();
        if (Files.isRegularFile(run.environment())) {
            document(run.environment())
                    .properties()
                    .forEach(e -> environment.put(
                            e.getKey(),
                            e.getValue().isValueNode()
                                    ? e.getValue().asText()
                                    : e.getValue().toString()));
        }
        return new History(logged, evaluations, result, environment);
    }

    /** The losses in the order in which they first appear. */
    public Set<String> lossNames() {
        Set<String> names = new LinkedHashSet<>();
        logged.forEach(l -> names.addAll(l.losses.keySet()));
        return names;
    }

    /** [N] the steps at which the log has lines. */
    public double[] steps() {
        return values(l -> l.step);
    }

    /** [N] a value of each line. */
    public double[] values(ToDoubleFunction<Logged> value) {
        return logged.stream().mapToDouble(value).toArray();
    }

    /** [N] a loss, not a number where it was not logged. */
    public double[] loss(String name) {
        return values(l -> l.losses.getOrDefault(name, Double.NaN));
    }

    /** The evaluations on the set that was looked at most. */
    public List<Measured> watched() {
        long tests = evaluations.stream().filter(m -> m.set.equals("test")).count();
        String set = 2 * tests >= evaluations.size() ? "test" : "validation";
        return evaluations.stream().filter(m -> m.set.equals(set)).toList();
    }

    /** Steps done. */
    public long done() {
        return Math.max(
                logged.isEmpty() ? 0 : logged.get(logged.size() - 1).step,
                result.map(Measured::step).orElse(0L));
    }

    private static Logged logged(JsonNode line) {
        return new Logged(
                line.path("step").asLong(),
                losses(line),
                number(line.path("total")),
                number(line.path("learningRate")),
                number(line.path("seconds")));
    }

    private static Map<String, Double> losses(JsonNode line) {
        Map<String, Double> losses = new LinkedHashMap<>();
        line.path("losses").properties().forEach(e -> losses.put(e.getKey(), number(e.getValue())));
        return losses;
    }

    private static double number(JsonNode node) {
        return node.isNumber() ? node.asDouble() : Double.NaN;
    }

    private static Evaluation evaluation(JsonNode json, Path file) {
        try {
            return JSON.treeToValue(json, Evaluation.class);
        } catch (JsonProcessingException e) {
            throw new DataException(file + ": an evaluation in it cannot be read: " + e.getOriginalMessage());
        }
    }

    private static List<JsonNode> lines(Path log) {
        if (!Files.isRegularFile(log)) {
            return List.of();
        }
        List<JsonNode> nodes = new ArrayList<>();
        try {
            for (String line : new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                try {
                    nodes.add(JSON.readTree(line));
                } catch (JsonProcessingException e) {
                    // A run that goes on, or that was cut off, may leave half a line.
                }
            }
        } catch (IOException e) {
            throw new DataException(log + ": cannot be read: " + e.getMessage(), e);
        }
        return nodes;
    }

    private static JsonNode document(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }
}
