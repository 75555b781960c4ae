package dev.rebox.serve.watch;

import dev.rebox.config.Config;
import dev.rebox.config.ConfigReader;
import dev.rebox.report.run.History;
import dev.rebox.report.run.LossSection;
import dev.rebox.run.LogLine.Evaluated;
import dev.rebox.run.LogLine.Steps;
import dev.rebox.run.RunFolder;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run says of itself at the moment.
 *
 * @param run its name
 * @param state {@code training}, {@code done}, or {@code silent} where nothing has been logged for ten times as long as its lines
 *     are apart: it evaluates, or was stopped
 * @param step steps done
 * @param steps that are planned
 * @param secondsLeft of training, by the speed of the last lines; -1 where it is not known
 * @param imagesPerSecond of the last line, 0 before it
 * @param curves the losses, then the learning rate
 * @param scores mAP of each evaluation
 */
public record RunState(
        String run,
        String state,
        long step,
        long steps,
        double secondsLeft,
        double imagesPerSecond,
        List<Curve> curves,
        List<Score> scores) {
    private static final double LEAST_SILENCE = 60;
    /** Lines whose speed is that of the moment. */
    private static final int RECENT = 20;

    /** A value over the steps, at as many of them as a screen can show. */
    public record Curve(String name, double[] steps, double[] values, double[] smooth) {}

    /**
     * An evaluation.
     *
     * @param set {@code test} or {@code validation}
     * @param map VOC's mAP, 0..1, -1 where it was not measured
     */
    public record Score(long step, String set, double map) {}

    /** Reads a run folder. @throws ReboxException where a file of it is damaged */
    static RunState of(RunFolder run) {
        Config config = ConfigReader.read(run.config());
        History history = History.read(run);
        List<Curve> curves = new ArrayList<>();
        double[] steps = history.steps();
        for (String name : history.lossNames()) {
            curves.add(curve(LossSection.name(name), steps, history.loss(name)));
        }
        if (steps.length > 0) {
            curves.add(curve("Learning rate", steps, history.values(Steps::learningRate)));
        }
        List<Score> scores = history.evaluations().stream()
                .map(e -> new Score(e.step(), e.set(), e.map()))
                .toList();
        long planned = config.train().steps();
        List<Steps> recent = history.logged()
                .subList(
                        Math.max(0, history.logged().size() - RECENT),
                        history.logged().size());
        double each = recent.stream().mapToDouble(Steps::seconds).average().orElse(Double.NaN);
        boolean done = Files.isRegularFile(run.metrics()) || Files.isRegularFile(run.model());
        String state = done ? "done" : isSilent(history, recent) ? "silent" : "training";
        double left = done ? 0 : Double.isNaN(each) ? -1 : Math.max(0, planned - history.done()) * each;
        return new RunState(
                String.valueOf(run.path().toAbsolutePath().normalize().getFileName()),
                state,
                history.done(),
                planned,
                left,
                recent.isEmpty() ? 0 : recent.get(recent.size() - 1).imagesPerSecond(),
                curves,
                scores);
    }

    private static boolean isSilent(History history, List<Steps> recent) {
        if (recent.isEmpty()) {
            return false;
        }
        double last = Math.max(
                recent.get(recent.size() - 1).time(),
                history.evaluations().stream()
                        .mapToDouble(Evaluated::time)
                        .max()
                        .orElse(0));
        double apart = recent.size() < 2
                ? 0
                : (recent.get(recent.size() - 1).time() - recent.get(0).time()) / (recent.size() - 1);
        return System.currentTimeMillis() / 1e3 - last > Math.max(LEAST_SILENCE, 10 * apart);
    }

    private static Curve curve(String name, double[] steps, double[] values) {
        return new Curve(
                name,
                LossSection.drawn(steps),
                LossSection.drawn(values),
                LossSection.drawn(LossSection.smoothed(values)));
    }
}
