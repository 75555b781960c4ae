package dev.rebox.report.run;

import static java.util.Objects.requireNonNull;

import dev.rebox.evaluate.Evaluation;
import dev.rebox.evaluate.errors.ScoreCurve;
import dev.rebox.evaluate.matching.ClassBoxes;
import dev.rebox.report.page.Figures;
import dev.rebox.report.page.Html;
import dev.rebox.report.page.LinePlot;
import dev.rebox.report.page.LinePlot.Look;
import dev.rebox.report.page.Table;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The metrics of each class, best first, and the curves behind them. */
final class ClassSection {
    private static final int POINTS = 150;

    private ClassSection() {}

    /** From figures alone. */
    static Html of(Evaluation evaluation) {
        Table table = new Table("class", "#AP at IoU .50, %", "#COCO AP, %");
        evaluation.requireVoc().perClass().entrySet().stream()
                .sorted(Comparator.comparingDouble(e -> -e.getValue().ap()))
                .forEach(e -> table.row()
                        .word(e.getKey())
                        .bar(Figures.percent(e.getValue().ap()), e.getValue().ap(), 0)
                        .figure(Figures.percent(requireNonNull(
                                        evaluation.requireCoco().perClass().get(e.getKey()))
                                .ap()))
                        .end());
        return new Html().add(table.html());
    }

    static Html of(TestResults results) {
        Evaluation evaluation = Evaluation.of(results.truth(), results.detections());
        List<ScoreCurve> curves = ScoreCurve.perClass(
                ClassBoxes.perClass(results.truth(), results.detections()),
                results.truth().labels());
        Table table = new Table(
                "class",
                "#test boxes",
                "#AP at IoU .50, %",
                "#COCO AP, %",
                "#best threshold",
                "#precision there, %",
                "#recall there, %");
        curves.stream()
                .sorted(Comparator.comparingDouble(
                        c -> -requireNonNull(evaluation.requireVoc().perClass().get(c.name()))
                                .ap()))
                .forEach(c -> row(table, c, evaluation));
        Html html = new Html().add(table.html());
        int without = results.truth().labels().size() - curves.size();
        if (without > 0) {
            html.element(
                    "p",
                    Figures.count(without, "class has", "classes have") + " no box in the test set and "
                            + (without == 1 ? "is" : "are") + " left out.",
                    "class",
                    "quiet");
        }
        html.element(
                "p",
                "The best threshold is the score from which on the F1 of the class is highest: a first guess for the threshold of detect.",
                "class",
                "quiet");
        return html.add(curves(curves));
    }

    private static void row(Table table, ScoreCurve curve, Evaluation evaluation) {
        double ap = requireNonNull(evaluation.requireVoc().perClass().get(curve.name()))
                .ap();
        int best = curve.best();
        table.row()
                .word(curve.name())
                .figure(curve.objects())
                .bar(Figures.percent(ap), ap, 0)
                .figure(Figures.percent(
                        requireNonNull(evaluation.requireCoco().perClass().get(curve.name()))
                                .ap()))
                .figure(best < 0 ? "–" : String.format(Locale.ROOT, "%.2f", curve.score()[best]))
                .figure(best < 0 ? "–" : Figures.percent(curve.precision()[best]))
                .figure(best < 0 ? "–" : Figures.percent(curve.recall()[best]))
                .end();
    }

    /** Precision over recall, and F1 over the threshold; the classes with most boxes in colour. */
    private static Html curves(List<ScoreCurve> all) {
        List<ScoreCurve> bySize =
                all.stream().sorted(Comparator.comparingInt(c -> -c.objects())).toList();
        LinePlot precision =
                LinePlot.large("Precision over recall, %", "recall, %").unitSquare();
        LinePlot f1 = LinePlot.large("F1 over the threshold, %", "score of at least, %")
                .unitSquare();
        for (int i = 0; i < bySize.size(); i++) {
            ScoreCurve c = bySize.get(i).thinned(POINTS);
            boolean colored = i < LinePlot.COLORS;
            Look look = colored ? Look.BOLD : Look.FAINT;
            precision.line(c.name(), colored ? i : -1, look, c.recall(), c.precision());
            double[] values = new double[c.score().length];
            Arrays.setAll(values, c::f1);
            f1.line(c.name(), colored ? i : -1, look, c.score(), values);
        }
        Html html = new Html();
        html.open("div", "class", "plots").add(precision.html()).add(f1.html()).close();
        if (all.size() > LinePlot.COLORS) {
            html.element("p", "In colour the classes with most test boxes, grey the others.", "class", "quiet");
        }
        return html;
    }
}
