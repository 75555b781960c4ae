package dev.rebox.report.run;

import dev.rebox.evaluate.threshold.ChosenThresholds;
import dev.rebox.evaluate.threshold.ChosenThresholds.ClassThreshold;
import dev.rebox.evaluate.threshold.MissRatePromise;
import dev.rebox.evaluate.threshold.ThresholdChoice;
import dev.rebox.report.page.Figures;
import dev.rebox.report.page.Html;
import dev.rebox.report.page.LinePlot;
import dev.rebox.report.page.LinePlot.Look;
import dev.rebox.report.page.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The thresholds that were chosen for the classes, and what others would give. */
final class ThresholdSection {
    /** Classes with most boxes, whose curves are drawn. */
    private static final int DRAWN = 12;

    private ThresholdSection() {}

    static Html of(ChosenThresholds chosen) {
        Html html = new Html();
        html.element(
                "p",
                "Chosen by " + Figures.count(chosen.images(), "image", "images") + " of " + chosen.data() + ": "
                        + chosen.rule() + ". detect and export use them where no other threshold is given.");
        MissRatePromise promise = chosen.promise();
        if (promise != null) {
            html.element(
                    "p",
                    "On other images like these, " + Figures.percent(promise.missRate())
                            + " % of an image's objects are missed at most, in the mean: so sure is this as "
                            + Figures.percent(promise.confidence()) + " %. On these "
                            + Figures.percent(promise.measured()) + " % are. " + MissRatePromise.SCOPE);
        }
        html.add(table(chosen));
        if (chosen.classes().values().stream().anyMatch(ClassThreshold::hasTooFewBoxes)) {
            html.element(
                    "p",
                    "* Fewer than " + ThresholdChoice.ENOUGH + " boxes are too few to choose by.",
                    "class",
                    "quiet");
        }
        html.open("div", "class", "plots");
        List<Map.Entry<String, ClassThreshold>> most = chosen.classes().entrySet().stream()
                .sorted(Comparator.comparingInt(e -> -e.getValue().boxes()))
                .limit(DRAWN)
                .toList();
        most.forEach(e -> html.add(plot(e.getKey(), e.getValue())));
        return html.close();
    }

    private static Html table(ChosenThresholds chosen) {
        Table table =
                new Table("class", "#threshold", "#95 % interval", "#precision there, %", "#recall there, %", "#boxes");
        chosen.classes().forEach((name, c) -> table.row()
                .word(name)
                .figure(number(c.threshold()))
                .figure(number(c.low()) + " to " + number(c.high()))
                .figure(Figures.percent(c.precision()))
                .figure(Figures.percent(c.recall()))
                .figure(c.boxes() + (c.hasTooFewBoxes() ? "*" : ""))
                .end());
        return table.html();
    }

    /** Precision and recall over the threshold, with the chosen point on both. */
    private static Html plot(String name, ClassThreshold c) {
        double[] at = {c.threshold()};
        return LinePlot.small(name, "score of at least, %")
                .unitSquare()
                .line("", 0, Look.DOTTED, at, new double[] {c.precision()})
                .line("", 1, Look.DOTTED, at, new double[] {c.recall()})
                .line("precision", 0, Look.BOLD, c.curve().score(), c.curve().precision())
                .line("recall", 1, Look.BOLD, c.curve().score(), c.curve().recall())
                .html();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
