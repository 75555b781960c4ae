package dev.rebox.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebox.config.ConfigChange;
import dev.rebox.evaluate.Evaluation;
import dev.rebox.file.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes {@code log.jsonl}: means over the steps since the last line, every evaluation, and where the run went on. The
 * scalars of each line go into a {@linkplain EventFile file for TensorBoard} too.
 */
public final class RunLog {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RunFolder run;
    private final int every;
    private final int batch;
    private final Map<String, Double> sums = new LinkedHashMap<>();
    private EventFile events;
    private StepReport last;
    private int count;

    /** @param every steps a line @param batch pictures a step */
    public RunLog(RunFolder run, int every, int batch) {
        this.run = run;
        this.every = every;
        this.batch = batch;
    }

    /** Begins at a step: lines of later steps, which will come again, and a line that was cut off are taken away. */
    public void begin(long step) {
        List<JsonNode> kept = new ArrayList<>();
        for (String line : lines(run.log())) {
            try {
                JsonNode node = JSON.readTree(line);
                if (node.path("step").asLong(Long.MAX_VALUE) <= step) {
                    kept.add(node);
                }
            } catch (JsonProcessingException e) {
                // The end of it was not written any more.
            }
        }
        AtomicFile.write(run.log(), kept.stream().map(node -> node + "\n").collect(Collectors.joining()));
        events = EventFile.begin(run, kept);
    }

    private static List<String> lines(Path file) {
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        try {
            // Whatever a power cut left in place of text is no reason to stop.
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(file, e);
        }
    }

    public void step(StepReport report) {
        report.losses().forEach((name, value) -> add(name, value));
        add("gradientNorm", report.gradientNorm());
        add("seconds", report.seconds());
        add("waited", report.waited());
        count++;
        last = report;
        if (report.step() % every == 0) {
            flush();
        }
    }

    /** Writes what has come since the last line, if anything. */
    public void flush() {
        if (count == 0) {
            return;
        }
        Map<String, Object> line = line(last.step());
        Map<String, Double> losses = new LinkedHashMap<>();
        last.losses().keySet().forEach(name -> losses.put(name, mean(name)));
        line.put("losses", losses);
        line.put("total", losses.values().stream().mapToDouble(d -> d).sum());
        line.put("learningRate", last.learningRate());
        line.put("gradientNorm", mean("gradientNorm"));
        line.put("seconds", mean("seconds"));
        line.put("waited", mean("waited"));
        line.put("picturesPerSecond", batch / mean("seconds"));
        write(line);
        sums.clear();
        count = 0;
    }

    /** @param losses on the same set, by name; may be empty */
    public void evaluated(long step, String set, Evaluation evaluation, Map<String, Double> losses) {
        Map<String, Object> line = line(step);
        line.put("set", set);
        line.put("evaluation", evaluation);
        if (!losses.isEmpty()) {
            line.put("losses", losses);
        }
        write(line);
    }

    public void resumed(long step, List<ConfigChange> changes) {
        Map<String, Object> line = line(step);
        line.put("resumed", true);
        line.put("changes", changes.stream().map(ConfigChange::toString).toList());
        write(line);
    }

    private static Map<String, Object> line(long step) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("step", step);
        line.put("time", System.currentTimeMillis() / 1e3);
        return line;
    }

    private void add(String name, double value) {
        sums.merge(name, value, Double::sum);
    }

    private double mean(String name) {
        return sums.get(name) / count;
    }

    private void write(Map<String, Object> line) {
        JsonNode node = JSON.valueToTree(line);
        run.appendLog(node.toString());
        events.add(node);
    }
}
