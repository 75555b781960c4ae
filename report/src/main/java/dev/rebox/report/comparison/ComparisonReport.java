package dev.rebox.report.comparison;

import dev.rebox.evaluate.auxiliary.AuxiliaryFigure;
import dev.rebox.evaluate.compare.PairedDifference;
import dev.rebox.evaluate.errors.ErrorKind;
import dev.rebox.report.comparison.ComparedRun.Together;
import dev.rebox.report.comparison.Comparison.ClassDifference;
import dev.rebox.report.comparison.Comparison.Found;
import dev.rebox.report.comparison.Comparison.Pair;
import dev.rebox.report.page.Figures;
import dev.rebox.report.page.Html;
import dev.rebox.report.page.Page;
import dev.rebox.report.page.Table;
import dev.rebox.report.run.ErrorKinds;
import dev.rebox.report.run.TaskSection;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Writes the comparison of runs: one file that opens from disk without a network. */
public final class ComparisonReport {
    private ComparisonReport() {}

    /** Writes the page, whole or not at all. */
    public static void write(Comparison comparison, Together together, Path file) {
        page(comparison, together).write(file);
    }

    static Page page(Comparison comparison, Together together) {
        Page page = new Page(
                String.join(" and ", comparison.runs()),
                "Compared on " + comparison.data() + ", "
                        + Figures.count(comparison.images(), "image", "images") + " with "
                        + Figures.count(together.truth().boxes(), "box", "boxes") + ".");
        page.section("Result", result(comparison));
        boolean several = comparison.pairs().size() > 1;
        for (int i = 0; i < comparison.pairs().size(); i++) {
            Pair pair = comparison.pairs().get(i);
            String behind = several ? ": " + pair.second() : "";
            page.section(
                    "Images" + behind,
                    ImagesSection.of(pair, together, together.contenders().get(i + 1), comparison.threshold()));
            page.section("Objects found" + behind, found(pair, comparison.threshold()));
            page.section("Classes" + behind, classes(pair));
        }
        List<Map<AuxiliaryFigure, Double>> tasks =
                together.contenders().stream().map(ComparedRun::auxiliary).toList();
        if (tasks.stream().anyMatch(figures -> !figures.isEmpty())) {
            page.section("Auxiliary tasks, %", TaskSection.of(comparison.runs(), tasks));
        }
        return page.section("Training", CurvesSection.of(together.contenders()));
    }

    private static Html result(Comparison comparison) {
        Html html = new Html();
        for (Pair pair : comparison.pairs()) {
            html.element("p", Verdict.of(pair), "class", ("verdict " + Verdict.kind(pair)).strip());
            Table table = new Table(
                    "metric",
                    "#difference, points",
                    "#95 % interval",
                    "#" + pair.first() + ", %",
                    "#" + pair.second() + ", %",
                    "#better on");
            row(table, pair.difference().voc());
            row(table, pair.difference().coco());
            html.add(table.html());
        }
        return html.element(
                "p",
                "The interval is a paired bootstrap: "
                        + comparison.pairs().get(0).difference().resamples()
                        + " test sets drawn from these images with replacement, both runs measured on each. \"Better on\""
                        + " is the share of them on which the second run has the higher figure. It says what other test"
                        + " images could change, not what another training seed would: for that, train each with"
                        + " several seeds.",
                "class",
                "quiet");
    }

    private static void row(Table table, PairedDifference d) {
        table.row()
                .word(d.metric())
                .figure(Figures.points(d.difference()))
                .figure(Figures.points(d.low()) + " to " + Figures.points(d.high()))
                .figure(Figures.percent(d.first()))
                .figure(Figures.percent(d.second()))
                .figure(Math.round(100 * d.share()) + " %")
                .end();
    }

    private static Html found(Pair pair, double threshold) {
        Found found = pair.found();
        int onlyFirst = pair.objects().byFirst().size();
        int onlySecond = pair.objects().bySecond().size();
        Html html = new Html();
        html.element(
                "p",
                "Of the objects, " + Figures.number(found.byBoth()) + " are found by both, "
                        + Figures.number(onlySecond) + " only by " + pair.second() + ", "
                        + Figures.number(onlyFirst) + " only by " + pair.first() + ", "
                        + Figures.number(found.byNeither()) + " by neither (score of " + threshold
                        + " or more, where F1 is highest; IoU .5).");
        Table table = new Table(
                "error",
                "#" + pair.first(),
                "#" + pair.second(),
                "#only " + pair.second() + " finds",
                "#only " + pair.first() + " finds");
        for (ErrorKind kind : ErrorKind.values()) {
            table.row()
                    .word(ErrorKinds.name(kind), ErrorKinds.meaning(kind))
                    .figure(Figures.number(found.firstErrors().getOrDefault(kind, 0)))
                    .figure(Figures.number(found.secondErrors().getOrDefault(kind, 0)))
                    .figure(Figures.number(found.bySecond().getOrDefault(kind, 0)))
                    .figure(Figures.number(found.byFirst().getOrDefault(kind, 0)))
                    .end();
        }
        html.add(table.html());
        return html.element(
                "p",
                "How often each run makes the error, and the objects that one run finds and about which the other makes that error.",
                "class",
                "quiet");
    }

    private static Html classes(Pair pair) {
        double most = pair.perClass().values().stream()
                .mapToDouble(d -> Math.abs(d.difference()))
                .max()
                .orElse(0);
        Table table = new Table(
                "class",
                "#difference, points",
                "",
                "#test boxes",
                "#" + pair.first() + ", AP %",
                "#" + pair.second() + ", AP %");
        pair.perClass().entrySet().stream()
                .sorted(Comparator.comparingDouble(
                        (Map.Entry<String, ClassDifference> e) -> -e.getValue().difference()))
                .forEach(e -> {
                    ClassDifference d = e.getValue();
                    table.row()
                            .word(e.getKey())
                            .difference(Figures.points(d.difference()), most == 0 ? 0 : d.difference() / most)
                            .figure(d.objects())
                            .figure(Figures.percent(d.first()))
                            .figure(Figures.percent(d.second()))
                            .end();
                });
        return new Html()
                .add(table.html())
                .element("p", "AP at IoU .50, all points. Classes with few boxes move by chance.", "class", "quiet");
    }
}
