package dev.rebox.report.run;

import dev.rebox.evaluate.errors.ErrorAnalysis;
import dev.rebox.evaluate.errors.ErrorKind;
import dev.rebox.report.page.Figures;
import dev.rebox.report.page.Html;
import dev.rebox.report.page.Table;
import java.util.Arrays;
import java.util.Comparator;

/** What each kind of error costs. */
final class ErrorSection {
    private ErrorSection() {}

    static Html of(TestResults results) {
        ErrorAnalysis errors = ErrorAnalysis.of(results.truth(), results.detections());
        double most = errors.cost().values().stream().mapToDouble(c -> c).max().orElse(1);
        Table table = new Table("error", "#how often", "#AP it costs, points");
        Arrays.stream(ErrorKind.values())
                .sorted(Comparator.comparingDouble(k -> -errors.cost().getOrDefault(k, 0.0)))
                .forEach(kind -> table.row()
                        .word(ErrorKinds.name(kind), ErrorKinds.meaning(kind))
                        .figure(Figures.number(errors.count().getOrDefault(kind, 0)))
                        .bar(
                                Figures.percent(errors.cost().getOrDefault(kind, 0.0)),
                                most == 0 ? 0 : errors.cost().getOrDefault(kind, 0.0) / most,
                                5)
                        .end());
        Html html = new Html();
        html.element(
                "p",
                "What AP at IoU .50 would gain if all errors of one kind were put right and no other (TIDE). All false positives together cost "
                        + Figures.percent(errors.falsePositiveCost()) + " points, all objects not found "
                        + Figures.percent(errors.falseNegativeCost()) + ".");
        return html.add(table.html());
    }
}
