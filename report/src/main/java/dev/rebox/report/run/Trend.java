package dev.rebox.report.run;

import dev.rebox.report.page.Figures;
import dev.rebox.run.LogLine.Evaluated;
import dev.rebox.run.LogLine.Steps;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Whether more training would have helped, in words. */
final class Trend {
    /** Half a point, or a twentieth of a small one: less than that is not called a rise. */
    private static final double RISE = 0.005;

    private static final double RISE_OF_SMALL = 0.05;
    /** The part of the training whose gain is looked at. */
    private static final double LAST = 0.25;

    private Trend() {}

    static String of(History history) {
        List<Evaluated> points = history.watched();
        return points.size() < 3 ? ofLoss(history) : ofMetric(points);
    }

    /** By COCO AP where it was measured: at IoU .5 alone the figure is soon full while boxes still become tighter. */
    private static String ofMetric(List<Evaluated> points) {
        boolean coco = points.stream().allMatch(point -> point.cocoAp() >= 0);
        return ofMetric(points, coco ? "COCO AP" : "mAP", coco ? Evaluated::cocoAp : Evaluated::map);
    }

    private static String ofMetric(List<Evaluated> points, String name, ToDoubleFunction<Evaluated> figure) {
        Evaluated last = points.get(points.size() - 1);
        Evaluated best = points.stream().max(Comparator.comparingDouble(figure)).orElse(last);
        Evaluated before = points.stream()
                .filter(m -> m.step() <= (1 - LAST) * last.step())
                .reduce((a, b) -> b)
                .orElse(points.get(0));
        double highest = figure.applyAsDouble(best);
        double gain = figure.applyAsDouble(last) - figure.applyAsDouble(before);
        double rise = Math.min(RISE, RISE_OF_SMALL * highest);
        if (highest - figure.applyAsDouble(last) > 2 * rise) {
            return name + " was best at step " + Figures.number(best.step()) + " (" + Figures.percent(highest)
                    + ") and has fallen since: fewer steps, or more images, would be better.";
        }
        if (gain > rise) {
            return name + " was still rising: " + Figures.points(gain) + " points since step "
                    + Figures.number(before.step()) + ". More steps would probably help.";
        }
        return name + " has levelled off: " + Figures.points(gain) + " points since step "
                + Figures.number(before.step()) + ".";
    }

    private static String ofLoss(History history) {
        double[] total = history.values(Steps::total);
        int tenth = total.length / 10;
        if (tenth == 0) {
            return "Too few steps are logged to tell where training is going.";
        }
        double before = mean(total, total.length - 2 * tenth, total.length - tenth);
        double last = mean(total, total.length - tenth, total.length);
        double fall = 100 * (1 - last / before);
        String loss = fall > 1
                ? String.format(
                        Locale.ROOT,
                        "the total loss was still falling, by %.0f %% over the last tenth of the steps.",
                        fall)
                : "the total loss had stopped falling.";
        return "There are too few evaluations to see whether mAP was still rising (train.evaluateEvery=N makes more); "
                + loss;
    }

    private static double mean(double[] values, int from, int to) {
        return Arrays.stream(values, from, to)
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }
}
