package dev.rebox.report.run;

import dev.rebox.config.Config;
import dev.rebox.evaluate.Evaluation;
import dev.rebox.report.page.Figures;
import dev.rebox.report.page.Html;
import dev.rebox.report.page.LinePlot;
import dev.rebox.report.page.LinePlot.Look;
import dev.rebox.run.LogLine.Evaluated;
import dev.rebox.run.LogLine.Steps;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How good the model is, and whether more training would have helped. */
final class HeadlineSection {
    private HeadlineSection() {}

    static Html of(Config config, History history, Optional<TestResults> results) {
        Html html = new Html();
        html.open("div", "class", "tiles");
        Optional<Evaluated> last =
                history.result().or(() -> history.watched().stream().reduce((a, b) -> b));
        last.ifPresent(m -> figures(html, m, history.done()));
        tile(
                html,
                "",
                Figures.number(history.done()),
                "of " + Figures.count(config.train().steps(), "step", "steps"));
        double seconds = Arrays.stream(history.values(Steps::seconds))
                .filter(Double::isFinite)
                .average()
                .orElse(0);
        tile(
                html,
                "",
                duration(seconds * history.done()),
                String.format(Locale.ROOT, "training, %.2f s a step", seconds));
        results.ifPresent(r -> tile(
                html,
                "",
                Figures.number(r.truth().examples().size()),
                "test images with " + Figures.count(r.truth().boxes(), "box", "boxes")));
        html.close();
        if (history.done() < config.train().steps()) {
            html.element("p", "This run is not over: it may be going on, or was stopped.", "class", "verdict worse");
        }
        if (last.isPresent()) {
            html.element("p", Trend.of(history), "class", "verdict");
        } else {
            html.element(
                    "p",
                    "Nothing was measured: the run has no test and no validation set, or none was evaluated yet.",
                    "class",
                    "verdict");
        }
        plots(html, history);
        return html;
    }

    private static void figures(Html html, Evaluated measured, long done) {
        Evaluation evaluation = measured.evaluation();
        String where = " on the " + measured.set() + " set"
                + (measured.step() == done ? "" : ", after " + Figures.number(measured.step()) + " steps");
        if (evaluation.voc() != null) {
            tile(html, "first", Figures.percent(measured.map()), "VOC mAP (IoU .50), %" + where);
        }
        if (evaluation.coco() != null) {
            tile(html, "first", Figures.percent(measured.cocoAp()), "COCO AP (IoU .50 to .95), %" + where);
        }
    }

    private static void tile(Html html, String kind, String figure, String words) {
        html.open("div", "class", ("tile " + kind).strip());
        html.element("b", figure).element("span", words).close();
    }

    private static void plots(Html html, History history) {
        List<Evaluated> points = history.watched();
        html.open("div", "class", "plots");
        if (points.size() > 1) {
            double[] steps = points.stream().mapToDouble(Evaluated::step).toArray();
            html.add(LinePlot.large("On the " + points.get(0).set() + " set, %", "steps")
                    .percent()
                    .line(
                            "VOC mAP",
                            0,
                            Look.DOTTED,
                            steps,
                            points.stream().mapToDouble(Evaluated::map).toArray())
                    .line(
                            "COCO AP",
                            1,
                            Look.DOTTED,
                            steps,
                            points.stream().mapToDouble(Evaluated::cocoAp).toArray())
                    .html());
        }
        if (history.logged().size() > 1) {
            html.add(LossSection.plot(
                    LinePlot.large("Total loss", "steps"), history.steps(), history.values(Steps::total), 0));
        }
        html.close();
    }

    static String duration(double seconds) {
        Duration d = Duration.ofSeconds(Math.round(seconds));
        if (d.toHours() > 0) {
            return d.toHours() + " h " + d.toMinutesPart() + " min";
        }
        return d.toMinutes() > 0 ? d.toMinutes() + " min" : d.toSeconds() + " s";
    }
}
