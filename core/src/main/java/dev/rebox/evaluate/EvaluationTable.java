package dev.rebox.evaluate;

import static java.util.Objects.requireNonNull;

import dev.rebox.evaluate.coco.CocoMetrics;
import dev.rebox.evaluate.errors.ErrorAnalysis;
import dev.rebox.evaluate.errors.ErrorKind;
import dev.rebox.evaluate.openimages.OpenImagesMetrics;
import dev.rebox.evaluate.voc.VocMetrics;
import java.util.Locale;
import java.util.Set;

/** An evaluation as text for people: percentages, and a dash where there was nothing to be found. */
public final class EvaluationTable {
    private final Evaluation evaluation;
    private final StringBuilder text = new StringBuilder();

    private EvaluationTable(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    /** The table, several lines. */
    public static String of(Evaluation evaluation) {
        EvaluationTable table = new EvaluationTable(evaluation);
        table.overall();
        if (evaluation.auxiliary() != null) {
            evaluation.auxiliary().forEach((figure, value) -> table.row(figure.title(), value));
        }
        if (evaluation.errors() != null) {
            table.errors(evaluation.errors());
        }
        table.perClass();
        return table.text.toString();
    }

    private void overall() {
        VocMetrics voc = evaluation.voc();
        if (voc != null) {
            row("VOC mAP, IoU .50, all points", voc.map());
            row("VOC mAP, IoU .50, 11 points", voc.map11());
        }
        CocoMetrics coco = evaluation.coco();
        if (coco != null) {
            row("COCO AP, IoU .50:.95", coco.ap());
            row("     AP50", coco.ap50());
            row("     AP75", coco.ap75());
            row("     AP, small | medium | large", coco.apSmall(), coco.apMedium(), coco.apLarge());
            row("     AR, 1 | 10 | 100 detections", coco.ar1(), coco.ar10(), coco.ar100());
            row("     AR, small | medium | large", coco.arSmall(), coco.arMedium(), coco.arLarge());
        }
        OpenImagesMetrics openImages = evaluation.openImages();
        if (openImages != null) {
            row("Open Images mAP, IoU .50" + (openImages.expanded() ? ", ancestors" : ""), openImages.map());
        }
        if (evaluation.atIou() != null) {
            evaluation.atIou().forEach((iou, ap) -> row("     AP, IoU " + iou, ap));
        }
    }

    private void errors(ErrorAnalysis errors) {
        text.append(String.format(
                Locale.ROOT,
                "%nwhat errors cost: AP at IoU .50 (TIDE's %s) gained by repairing all of a kind%n",
                cell(errors.ap(), 0)));
        for (ErrorKind kind : ErrorKind.values()) {
            String name =
                    kind.name().toLowerCase(Locale.ROOT) + " (" + errors.count().get(kind) + ")";
            row(name, requireNonNull(errors.cost().get(kind)));
        }
        row("all false positives", errors.falsePositiveCost());
        row("all false negatives", errors.falseNegativeCost());
    }

    private void perClass() {
        CocoMetrics coco = evaluation.coco();
        VocMetrics voc = evaluation.voc();
        OpenImagesMetrics openImages = evaluation.openImages();
        Set<String> names = coco != null
                ? coco.perClass().keySet()
                : voc != null
                        ? voc.perClass().keySet()
                        : openImages != null ? openImages.perClass().keySet() : Set.of();
        int width = names.stream().mapToInt(String::length).max().orElse(0);
        String name = "%n%-" + Math.max(5, width) + "s";
        text.append(String.format(Locale.ROOT, name, "class"));
        text.append(coco == null ? "" : "  COCO AP     AP50").append(voc == null ? "" : "   VOC AP  VOC AP11");
        text.append(openImages == null ? "" : "  Open Images AP");
        for (String label : names) {
            text.append(String.format(Locale.ROOT, name, label));
            if (coco != null) {
                text.append(cell(requireNonNull(coco.perClass().get(label)).ap(), 9))
                        .append(cell(requireNonNull(coco.perClass().get(label)).ap50(), 9));
            }
            if (voc != null) {
                text.append(cell(requireNonNull(voc.perClass().get(label)).ap(), 9))
                        .append(cell(requireNonNull(voc.perClass().get(label)).ap11(), 10));
            }
            if (openImages != null) {
                text.append(cell(requireNonNull(openImages.perClass().get(label)), 16));
            }
        }
    }

    private void row(String name, double... figures) {
        text.append(String.format(Locale.ROOT, "%-36s", name));
        for (double figure : figures) {
            text.append(cell(figure, 7));
        }
        text.append(System.lineSeparator());
    }

    /** A percentage at the right of a cell. */
    private static String cell(double fraction, int width) {
        String percent = Percent.of(fraction, 2);
        return " ".repeat(Math.max(0, width - percent.length())) + percent;
    }
}
