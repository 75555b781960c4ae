package dev.rebox.report.run;

import dev.rebox.report.page.Html;
import dev.rebox.report.page.LinePlot;
import dev.rebox.report.page.LinePlot.Look;
import java.util.Arrays;
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
            "multi_object", "Multi-object label",
            "closeness", "Closeness label",
            "foreground", "Foreground mask",
            "refined_class", "Refined class");

    private LossSection() {}

    static Html of(History history) {
        Html html = new Html();
        html.element("p", "Each loss with its weight, as logged (faint) and smoothed.", "class", "quiet");
        html.open("div", "class", "plots many");
        double[] steps = history.steps();
        int color = 0;
        for (String name : history.lossNames()) {
            html.add(plot(LinePlot.small(name(name), "steps"), steps, history.loss(name), color++));
        }
        double[] rate = history.values(History.Logged::learningRate);
        html.add(LinePlot.small("Learning rate", "steps")
                .line("", -1, Look.BOLD, steps, rate)
                .html());
        return html.close();
    }

    /** A loss by the name that people know. */
    public static String name(String loss) {
        return NAMES.getOrDefault(loss, loss);
    }

    /** One loss on a plot; the first steps, where losses fall from on high, may leave it. */
    static Html plot(LinePlot plot, double[] steps, double[] values, int color) {
        double[] smooth = smoothed(values);
        int keep = (steps.length + MOST_POINTS - 1) / MOST_POINTS;
        double most = Arrays.stream(smooth, smooth.length / 20, smooth.length)
                .filter(Double::isFinite)
                .max()
                .orElse(1);
        return plot.upTo(1.25 * most)
                .line("", color, Look.FAINT, every(keep, steps), every(keep, values))
                .line("", color, Look.BOLD, every(keep, steps), every(keep, smooth))
                .html();
    }

    /** The mean of about a twentieth of the values around each one, less at both ends. */
    public static double[] smoothed(double[] values) {
        int reach = values.length / 40;
        double[] smooth = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            int side = Math.min(reach, Math.min(i, values.length - 1 - i));
            smooth[i] = Arrays.stream(values, i - side, i + side + 1)
                    .filter(Double::isFinite)
                    .average()
                    .orElse(Double.NaN);
        }
        return smooth;
    }

    /** Every so many values. */
    static double[] every(int keep, double[] values) {
        double[] kept = new double[(values.length + keep - 1) / keep];
        Arrays.setAll(kept, i -> values[i * keep]);
        return kept;
    }
}
