package dev.rebox.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebox.evaluate.Evaluation;
import dev.rebox.train.Progress.StepReport;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes {@code log.jsonl}: means over the steps since the last line, and every evaluation. */
final class RunLog {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RunFolder run;
    private final int every;
    private final Map<String, Double> sums = new LinkedHashMap<>();
    private int count;

    RunLog(RunFolder run, int every) {
        this.run = run;
        this.every = every;
    }

    void step(StepReport report) {
        report.losses().forEach((name, value) -> add(name, value));
        add("gradientNorm", report.gradientNorm());
        add("seconds", report.seconds());
        add("waited", report.waited());
        count++;
        if (report.step() % every == 0) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("step", report.step());
            Map<String, Double> losses = new LinkedHashMap<>();
            report.losses().keySet().forEach(name -> losses.put(name, mean(name)));
            line.put("losses", losses);
            line.put("total", losses.values().stream().mapToDouble(d -> d).sum());
            line.put("learningRate", report.learningRate());
            line.put("gradientNorm", mean("gradientNorm"));
            line.put("seconds", mean("seconds"));
            line.put("waited", mean("waited"));
            write(line);
            sums.clear();
            count = 0;
        }
    }

    void evaluated(long step, String set, Evaluation evaluation) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("step", step);
        line.put("set", set);
        line.put("evaluation", evaluation);
        write(line);
    }

    private void add(String name, double value) {
        sums.merge(name, value, Double::sum);
    }

    private double mean(String name) {
        return sums.get(name) / count;
    }

    private void write(Map<String, Object> line) {
        try {
            run.appendLog(JSON.writeValueAsString(line));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
