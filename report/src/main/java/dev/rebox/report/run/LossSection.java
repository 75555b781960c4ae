package dev.rebox.report.run;

import dev.rebox.evaluate.auxiliary.TaskDescription;
import dev.rebox.evaluate.auxiliary.TaskDescriptions;
import dev.rebox.report.page.Html;
import dev.rebox.report.page.LinePlot;
import dev.rebox.report.page.LinePlot.Look;
import dev.rebox.run.LogLine.Evaluated;
import dev.rebox.run.LogLine.Steps;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Every loss over the steps, as logged and smoothed. */
public final class LossSection {
    /** Points that a plot of this size can show. */
    private static final int MOST_POINTS = 400;

    private static final Map<String, String> NAMES = Map.of(
            "rpn_objectness", "Proposals: objectness",
            "rpn_box", "Proposals: box",
            "class", "Class",
            "box", "Box",
            "refined_class", "Refined class",
            "refined_box", "Refined box");

    private LossSection() {}

    static Html of(History history) {
        Html html = new Html();
        html.element("p", "Each loss with its weight, as logged (faint) and smoothed.", "class", "quiet");
        html.open("div", "class", "plots many");
        double[] steps = history.steps();
        int color = 0;
        for (String name : history.lossNames()) {
            LinePlot plot = LinePlot.small(name(name), "steps");
            List<Evaluated> measured = history.evaluations().stream()
                    .filter(m -> m.losses().containsKey(name))
                    .toList();
            if (!measured.isEmpty()) {
                plot.line(
                        "validation",
                        -1,
                        Look.DOTTED,
                        measured.stream().mapToDouble(Evaluated::step).toArray(),
                        measured.stream().mapToDouble(m -> m.losses().get(name)).toArray());
            }
            html.add(plot(plot, steps, history.loss(name), color++));
        }
        double[] rate = history.values(Steps::learningRate);
        html.add(LinePlot.small("Learning rate", "steps")
                .line("", -1, Look.BOLD, steps, rate)
                .html());
        return html.close();
    }

    /** A loss by the name that people know. */
    public static String name(String loss) {
        return TaskDescriptions.all().stream()
                .filter(task -> task.name().equals(loss))
                .map(TaskDescription::title)
                .findFirst()
                .orElseGet(() -> NAMES.getOrDefault(loss, loss));
    }

    /** One loss on a plot; the first steps, where losses fall from on high, may leave it. */
    static Html plot(LinePlot plot, double[] steps, double[] values, int color) {
        double[] smooth = smoothed(values);
        return plot.upTo(1.25 * settledMost(smooth))
                .line("", color, Look.BOLD, drawn(steps), drawn(smooth))
                .line("", color, Look.FAINT, drawn(steps), drawn(values))
                .html();
    }

    /** The mean of about a twentieth of the values around each one, of those there are at both ends. */
    public static double[] smoothed(double[] values) {
        int reach = values.length / 40;
        double[] smooth = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            smooth[i] = Arrays.stream(values, Math.max(0, i - reach), Math.min(values.length, i + reach + 1))
                    .filter(Double::isFinite)
                    .average()
                    .orElse(Double.NaN);
        }
        return smooth;
    }

    /** The largest value after the first twentieth, in which losses fall from on high. */
    public static double settledMost(double[] smooth) {
        return Arrays.stream(smooth, smooth.length / 20, smooth.length)
                .filter(Double::isFinite)
                .max()
                .orElse(1);
    }

    /** As many of the values as a plot can show. */
    public static double[] drawn(double[] values) {
        int keep = Math.max(1, (values.length + MOST_POINTS - 1) / MOST_POINTS);
        double[] kept = new double[(values.length + keep - 1) / keep];
        Arrays.setAll(kept, i -> values[i * keep]);
        return kept;
    }
}
