package dev.rebox.report.run;

import dev.rebox.data.LabelMap;
import dev.rebox.evaluate.errors.ConfusionMatrix;
import dev.rebox.report.page.Html;
import dev.rebox.report.page.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What objects were taken for. */
final class ConfusionSection {
    /** More rows than these are not read; the classes with most objects are shown. */
    private static final int MOST_CLASSES = 20;

    private static final int MOST_PAIRS = 8;
    /** A smaller matrix leaves room for the pairs beside it. */
    private static final int BESIDE = 12;

    private ConfusionSection() {}

    private record Pair(int truth, int predicted, int count) {}

    static Html of(TestResults results, double leastScore) {
        LabelMap labels = results.truth().labels();
        int[][] counts = ConfusionMatrix.of(results.truth(), results.detections(), leastScore)
                .counts();
        Html html = new Html();
        html.element(
                "p",
                String.format(
                        Locale.ROOT,
                        "Rows: what it is. Columns: what it was predicted to be, with a score of %.2f or more. Shades are shares of the row; the first row counts detections where nothing is, the first column objects that were not found.",
                        leastScore),
                "class",
                "quiet");
        html.open("div", "class", counts.length <= BESIDE ? "plots" : "stack")
                .open("div")
                .add(matrix(counts, labels))
                .close();
        List<Pair> pairs = pairs(counts);
        if (!pairs.isEmpty()) {
            Table table = new Table("it is", "it was taken for", "#how often");
            pairs.forEach(p -> table.row()
                    .word(labels.name(p.truth))
                    .word(labels.name(p.predicted))
                    .figure(p.count)
                    .end());
            html.open("div").element("h3", "Taken for each other most often");
            html.add(table.html()).close();
        }
        return html.close();
    }

    private static List<Pair> pairs(int[][] counts) {
        List<Pair> pairs = new ArrayList<>();
        for (int truth = 1; truth < counts.length; truth++) {
            for (int predicted = 1; predicted < counts.length; predicted++) {
                if (truth != predicted && counts[truth][predicted] > 0) {
                    pairs.add(new Pair(truth, predicted, counts[truth][predicted]));
                }
            }
        }
        pairs.sort(Comparator.comparingInt(p -> -p.count));
        return pairs.subList(0, Math.min(MOST_PAIRS, pairs.size()));
    }

    private static Html matrix(int[][] counts, LabelMap labels) {
        List<Integer> shown = new ArrayList<>(List.of(0));
        IntStream.range(1, counts.length)
                .boxed()
                .filter(k -> IntStream.of(counts[k]).sum() > 0)
                .sorted(Comparator.comparingInt(k -> -IntStream.of(counts[k]).sum()))
                .limit(MOST_CLASSES)
                .sorted()
                .forEach(shown::add);
        Html html = new Html();
        html.open("div", "class", "scroll")
                .open("table", "class", "matrix")
                .open("thead")
                .open("tr")
                .element("th", "");
        for (int predicted : shown) {
            html.open("th")
                    .element("span", predicted == 0 ? "not found" : labels.name(predicted))
                    .close();
        }
        html.close().close().open("tbody");
        for (int truth : shown) {
            html.open("tr").element("th", truth == 0 ? "nothing" : labels.name(truth));
            int sum = IntStream.of(counts[truth]).sum();
            for (int predicted : shown) {
                cell(html, counts[truth][predicted], sum, truth == predicted && truth > 0);
            }
            html.close();
        }
        html.close().close().close();
        if (shown.size() - 1 < labels.size()) {
            html.element("p", "Shown are the " + (shown.size() - 1) + " classes with most objects.", "class", "quiet");
        }
        return html;
    }

    private static void cell(Html html, int count, int sum, boolean right) {
        double share = sum == 0 ? 0 : count / (double) sum;
        html.element(
                "td",
                count == 0 ? "" : count,
                "class",
                right ? "right" : "wrong",
                "style",
                String.format(Locale.ROOT, "background:rgba(var(--heat),%.2f)", count == 0 ? 0 : .06 + .6 * share));
    }
}
