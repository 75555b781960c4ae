package dev.rebox.report.comparison;

import dev.rebox.report.page.Html;
import dev.rebox.report.page.LinePlot;
import dev.rebox.report.page.LinePlot.Look;
import dev.rebox.report.run.History;
import dev.rebox.report.run.LossSection;
import dev.rebox.run.LogLine.Evaluated;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Metrics and losses of all runs over each other. */
final class CurvesSection {
    private CurvesSection() {}

    static Html of(List<ComparedRun> contenders) {
        Html html = new Html();
        html.open("div", "class", "plots many");
        if (contenders.stream().anyMatch(c -> c.history().watched().size() > 1)) {
            html.add(metric(contenders));
        }
        Set<String> names = new LinkedHashSet<>();
        contenders.forEach(c -> names.addAll(c.history().lossNames()));
        for (String name : names) {
            LinePlot plot = LinePlot.small(LossSection.name(name), "steps");
            double most = 0;
            for (int i = 0; i < contenders.size(); i++) {
                History history = contenders.get(i).history();
                if (history.lossNames().contains(name)) {
                    double[] smooth = LossSection.smoothed(history.loss(name));
                    most = Math.max(most, LossSection.settledMost(smooth));
                    plot.line(
                            contenders.get(i).name(),
                            i,
                            Look.BOLD,
                            LossSection.drawn(history.steps()),
                            LossSection.drawn(smooth));
                }
            }
            html.add(plot.upTo(1.25 * most).html());
        }
        return html.close()
                .element(
                        "p",
                        "Losses are smoothed. A loss that only one run has is not trained in the other.",
                        "class",
                        "quiet");
    }

    private static Html metric(List<ComparedRun> contenders) {
        LinePlot plot = LinePlot.small("VOC mAP, %", "steps").percent();
        for (int i = 0; i < contenders.size(); i++) {
            List<Evaluated> points = contenders.get(i).history().watched();
            plot.line(
                    contenders.get(i).name(),
                    i,
                    Look.DOTTED,
                    points.stream().mapToDouble(Evaluated::step).toArray(),
                    points.stream().mapToDouble(Evaluated::map).toArray());
        }
        return plot.html();
    }
}
