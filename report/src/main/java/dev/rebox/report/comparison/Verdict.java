package dev.rebox.report.comparison;

import dev.rebox.evaluate.compare.PairedBootstrap;
import dev.rebox.evaluate.compare.PairedDifference;
import dev.rebox.report.comparison.Comparison.Pair;
import dev.rebox.report.page.Figures;
import java.util.Locale;

/** What a paired difference means, in words. */
public final class Verdict {
    private Verdict() {}

    /** Two to four sentences. */
    public static String of(Pair pair) {
        PairedBootstrap bootstrap = pair.difference();
        PairedDifference voc = bootstrap.voc();
        String figures = String.format(
                Locale.ROOT,
                "%s has a VOC mAP of %s where %s has %s: %s points. ",
                pair.second(),
                Figures.percent(voc.second()),
                pair.first(),
                Figures.percent(voc.first()),
                Figures.points(voc.difference()));
        String interval = "between " + Figures.points(voc.low()) + " and " + Figures.points(voc.high()) + " points";
        if (!voc.isClear()) {
            return figures + "With other test images of the same kind the difference would lie " + interval
                    + " (95 % interval), which includes 0: these "
                    + Figures.number(bootstrap.images()) + " images do not tell which of the two is better.";
        }
        String better = voc.difference() > 0 ? pair.second() : pair.first();
        return figures + "With other test images of the same kind it would lie " + interval + " (95 % interval): "
                + better + " is better, and that is hardly due to the choice of test images."
                + ofCoco(bootstrap.coco());
    }

    /** What is clear at IoU .5 need not be where boxes must fit closely. */
    private static String ofCoco(PairedDifference coco) {
        return coco.isClear()
                ? ""
                : " COCO AP, which asks for closer boxes, does not tell the two apart (" + Figures.points(coco.low())
                        + " to " + Figures.points(coco.high()) + ").";
    }

    /** "better", "worse" or nothing, of the second run. */
    static String kind(Pair pair) {
        PairedDifference voc = pair.difference().voc();
        return !voc.isClear() ? "" : voc.difference() > 0 ? "better" : "worse";
    }
}
