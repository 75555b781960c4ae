package dev.rebox.cli;

import dev.rebox.data.Problem;
import dev.rebox.data.check.Check;
import dev.rebox.data.check.Neighbours;
import dev.rebox.data.check.Statistics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A data set's check as people read it: aligned tables, bars, and of each kind of problem the first few. */
final class CheckText {
    private static final int BAR = 40;
    private static final int EXAMPLES = 5;
    private static final int PAIRS = 10;
    private final Check.Report report;
    private final StringBuilder text = new StringBuilder();

    CheckText(Check.Report report) {
        this.report = report;
        Statistics statistics = report.statistics();
        line(
                "%s: images %d, boxes %d, classes %d",
                report.data().name(),
                statistics.images(),
                statistics.boxes(),
                statistics.classes().size());
        histogram("boxes of each class", statistics.classes());
        histogram(
                "shorter side of the boxes, in pixels of an image with a shorter side of "
                        + report.reach().resize().shorterSide(),
                sides(statistics));
        histogram("best IoU of the boxes with an anchor", bestIou(statistics));
        line("");
        line(
                "anchors reach %.1f %% of the boxes at IoU .5, %.1f %% at .7",
                100 * statistics.anchorRecall50(), 100 * statistics.anchorRecall70());
        Map<String, Integer> pairs = new LinkedHashMap<>();
        statistics.company(PAIRS).forEach(pair -> pairs.put(pair.one() + " + " + pair.other(), pair.images()));
        histogram("classes seen together most often (images)", pairs);
        neighbours(statistics.neighbours());
        problems();
    }

    private void neighbours(Neighbours neighbours) {
        if (neighbours.boxes() > 0) {
            line("");
            line(
                    "the class of the nearest box tells %.0f %% of what size, shape and frequency leave open of a box's class"
                            + " (%.2f of %.2f bits): where looks leave as much open, the auxiliary tasks bring about"
                            + " %.1f mAP",
                    100 * neighbours.share(), neighbours.bitsTold(), neighbours.bits(), neighbours.expectedGain());
        }
    }

    /** Labels such as "up to 32" for the bounds. */
    static Map<String, Integer> sides(Statistics statistics) {
        Map<String, Integer> sides = new LinkedHashMap<>();
        statistics
                .sides()
                .forEach((bound, count) -> sides.put(bound == Integer.MAX_VALUE ? "more" : "up to " + bound, count));
        return sides;
    }

    private static Map<String, Integer> bestIou(Statistics statistics) {
        Map<String, Integer> tenths = new LinkedHashMap<>();
        for (int i = 0; i < statistics.bestIou().length; i++) {
            tenths.put(
                    String.format(Locale.ROOT, "%.1f - %.1f", i / 10.0, (i + 1) / 10.0),
                    statistics.bestIou()[i]);
        }
        return tenths;
    }

    private void histogram(String title, Map<String, Integer> counts) {
        if (counts.isEmpty()) {
            return;
        }
        line("");
        line("%s", title);
        int width = counts.keySet().stream().mapToInt(String::length).max().orElse(0);
        int most = Math.max(1, counts.values().stream().mapToInt(i -> i).max().orElse(1));
        counts.forEach((name, count) -> {
            int bar = count == 0 ? 0 : Math.max(1, Math.round((float) count * BAR / most));
            line("  %-" + width + "s %8d  %s", name, count, "#".repeat(bar));
        });
    }

    private void problems() {
        Map<String, List<Problem>> byKind = new TreeMap<>();
        for (Problem problem : report.problems()) {
            String key = problem.severity() + " " + problem.kind();
            byKind.computeIfAbsent(key, any -> new ArrayList<>()).add(problem);
        }
        line("");
        if (byKind.isEmpty()) {
            line("no problems found");
        }
        byKind.forEach((kind, problems) -> {
            line("%s: %d", kind, problems.size());
            problems.stream().limit(EXAMPLES).forEach(problem -> line("  %s", problem));
            if (problems.size() > EXAMPLES) {
                line("  ... and %d more (--json lists all)", problems.size() - EXAMPLES);
            }
        });
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
