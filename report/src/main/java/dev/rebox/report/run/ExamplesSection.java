package dev.rebox.report.run;

import dev.rebox.box.Detection;
import dev.rebox.error.ReboxException;
import dev.rebox.report.drawing.Snapshot;
import dev.rebox.report.page.Figures;
import dev.rebox.report.page.Gallery;
import dev.rebox.report.page.Html;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Detections beside the truth: the best images, ordinary ones, the worst. */
final class ExamplesSection {
    private static final int EACH = 4;
    /** More boxes than these hide the image. */
    private static final int MOST_DRAWN = 15;

    private ExamplesSection() {}

    static Html of(TestResults results, double leastScore) {
        Map<String, List<Detection>> shown = Threshold.apply(results.detections(), leastScore);
        List<ImageScore> scores = ImageScore.of(results.truth(), shown);
        Html html = new Html();
        html.element(
                "p",
                String.format(
                        Locale.ROOT,
                        "Detections that score %.2f or more, where F1 over all test images is highest. Images are ranked by their F1. Touch one to enlarge it. Dashed: crowds and difficult objects, which are not asked for.",
                        leastScore),
                "class",
                "quiet");
        try {
            add(html, "Best", best(scores), results, shown);
            add(html, "Typical", typical(scores), results, shown);
            add(html, "Worst", worst(scores), results, shown);
        } catch (ReboxException e) {
            html.element("p", "Further images cannot be shown: " + e.getMessage());
        }
        return html;
    }

    /** Of equal ones those with more objects say more. */
    static List<ImageScore> best(List<ImageScore> scores) {
        return scores.stream()
                .sorted(Comparator.comparingDouble(ImageScore::f1)
                        .thenComparingInt(ImageScore::objects)
                        .reversed())
                .limit(EACH)
                .toList();
    }

    /** Those nearest to the median. */
    static List<ImageScore> typical(List<ImageScore> scores) {
        double[] f1 = scores.stream().mapToDouble(ImageScore::f1).sorted().toArray();
        double median = f1.length == 0 ? 0 : f1[f1.length / 2];
        return scores.stream()
                .sorted(Comparator.comparingDouble((ImageScore s) -> Math.abs(s.f1() - median))
                        .thenComparingInt(s -> -s.objects()))
                .limit(EACH)
                .toList();
    }

    static List<ImageScore> worst(List<ImageScore> scores) {
        return scores.stream()
                .sorted(Comparator.comparingDouble(ImageScore::f1).thenComparingInt(s -> -s.objects() - s.wrong()))
                .limit(EACH)
                .toList();
    }

    private static void add(
            Html html, String name, List<ImageScore> chosen, TestResults results, Map<String, List<Detection>> shown) {
        if (chosen.isEmpty()) {
            return;
        }
        Gallery gallery = new Gallery(2);
        for (ImageScore score : chosen) {
            Snapshot snapshot = Snapshot.of(score.image(), results.truth().labels());
            List<Detection> predicted = shown.getOrDefault(score.image().id(), List.of());
            gallery.group(
                    score.image().id(),
                    score.found() + " of " + Figures.count(score.objects(), "object", "objects") + " found, "
                            + score.wrong() + " wrong"
                            + (predicted.size() > MOST_DRAWN ? "; the " + MOST_DRAWN + " surest are drawn" : ""),
                    List.of(
                            Gallery.Shown.of(snapshot.truth(score.image().annotations()), "truth"),
                            Gallery.Shown.of(snapshot.detections(surest(predicted), List.of()), "found")));
        }
        html.element("h3", name).add(gallery.html());
    }

    static List<Detection> surest(List<Detection> detections) {
        return detections.stream()
                .sorted(Comparator.comparingDouble(Detection::score).reversed())
                .limit(MOST_DRAWN)
                .toList();
    }
}
