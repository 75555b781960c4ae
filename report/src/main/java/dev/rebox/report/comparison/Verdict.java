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
                + ofCoco(pair, bootstrap.coco(), voc.difference() > 0);
    }

    /** What is clear at IoU .5 need not be where boxes must fit closely, and may even be the other way round. */
    private static String ofCoco(Pair pair, PairedDifference coco, boolean secondIsBetter) {
        String interval = " (" + Figures.points(coco.low()) + " to " + Figures.points(coco.high()) + ").";
        if (!coco.isClear()) {
            return " COCO AP, which asks for closer boxes, does not tell the two apart" + interval;
        }
        boolean agrees = coco.difference() > 0 == secondIsBetter;
        return agrees
                ? ""
                : " By COCO AP, which asks for closer boxes, " + (secondIsBetter ? pair.first() : pair.second())
                        + " is better" + interval;
    }

    /** "better", "worse" or nothing, of the second run. */
    static String kind(Pair pair) {
        PairedDifference voc = pair.difference().voc();
        return !voc.isClear() ? "" : voc.difference() > 0 ? "better" : "worse";
    }
}
