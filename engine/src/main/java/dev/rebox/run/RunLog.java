package dev.rebox.run;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rebox.config.ConfigChange;
import dev.rebox.evaluate.Evaluation;
import dev.rebox.file.AtomicFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code log.jsonl}: means over the steps since the last line, every evaluation, and where the run went on. The
 * scalars of each line go into a {@linkplain EventFile file for TensorBoard} too.
 */
public final class RunLog {
    private final RunFolder run;
    private final int every;
    private final int batch;
    private final Map<String, Double> sums = new LinkedHashMap<>();
    private @Nullable EventFile events;
    private @Nullable StepReport last;
    private int count;

    /** @param every steps a line @param batch images a step */
    public RunLog(RunFolder run, int every, int batch) {
        this.run = run;
        this.every = every;
        this.batch = batch;
    }

    /** Begins at a step: lines of later steps, which will come again, and a line that was cut off are taken away. */
    public void begin(long step) {
        List<JsonNode> kept = LogLine.documents(run.log()).stream()
                .filter(line -> line.path("step").asLong(Long.MAX_VALUE) <= step)
                .toList();
        AtomicFile.write(run.log(), kept.stream().map(line -> line + "\n").collect(Collectors.joining()));
        events = EventFile.begin(run, kept);
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
        if (last == null || count == 0) {
            return;
        }
        Map<String, Double> losses = new LinkedHashMap<>();
        last.losses().keySet().forEach(name -> losses.put(name, mean(name)));
        write(new LogLine.Steps(
                last.step(),
                now(),
                losses,
                losses.values().stream().mapToDouble(d -> d).sum(),
                last.learningRate(),
                mean("gradientNorm"),
                mean("seconds"),
                mean("waited"),
                batch / mean("seconds")));
        sums.clear();
        count = 0;
    }

    /** @param losses on the same set, by name; may be empty */
    public void evaluated(long step, String set, Evaluation evaluation, Map<String, Double> losses) {
        write(new LogLine.Evaluated(step, now(), set, evaluation, losses));
    }

    public void resumed(long step, List<ConfigChange> changes) {
        write(new LogLine.Resumed(
                step, now(), changes.stream().map(ConfigChange::toString).toList()));
    }

    private static double now() {
        return System.currentTimeMillis() / 1e3;
    }

    private void add(String name, double value) {
        sums.merge(name, value, Double::sum);
    }

    private double mean(String name) {
        return sums.getOrDefault(name, 0.0) / count;
    }

    private void write(LogLine line) {
        JsonNode document = line.json();
        run.appendLog(document.toString());
        requireNonNull(events, "begin() first").add(document);
    }
}
