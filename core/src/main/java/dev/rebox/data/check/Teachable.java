package dev.rebox.data.check;

import dev.rebox.box.Box;
import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.Origin;
import dev.rebox.data.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which boxes can teach a detector, counted over a data set: not crowds, not boxes of less than a pixel, hardly those that no
 * anchor meets. Where no box is left this is an error, else a warning with the number.
 */
final class Teachable {
    /** Below this IoU with its best anchor a box is beyond the reach of the anchors. */
    private static final double REACH = 0.1;

    private final AnchorReach reach;
    private int boxes;
    private int crowds;
    private int tiny;
    private int fractions;
    private int far;
    private int framedImages;
    private int framedBoxes;
    private Origin firstCrowd = Origin.NONE;
    private Origin firstTiny = Origin.NONE;
    private Origin firstFar = Origin.NONE;
    private Origin firstFramed = Origin.NONE;
    private int framedWidth;
    private int framedHeight;

    private Teachable(AnchorReach reach) {
        this.reach = reach;
    }

    /** Whether a box is trained on as an object. */
    static boolean isUsable(Annotation annotation) {
        return !annotation.crowd() && !isTiny(annotation.box());
    }

    /** Less than a pixel at one side. */
    static boolean isTiny(Box box) {
        return box.width() < 1 || box.height() < 1;
    }

    /** @param data images of a size that is not known are not judged by the anchors */
    static List<Problem> problems(Dataset data, AnchorReach reach) {
        return problems(data, reach, 0);
    }

    /** @param share of the boxes beyond the reach of the anchors from which on they are told */
    static List<Problem> problems(Dataset data, AnchorReach reach, double share) {
        Teachable counts = new Teachable(reach);
        data.examples().forEach(counts::count);
        return counts.problems(share);
    }

    private void count(Example example) {
        boolean sized = example.width() > 0 && example.height() > 0;
        boolean framed = sized && !example.annotations().isEmpty() && !reach.fits(example.width(), example.height());
        if (framed) {
            if (framedImages++ == 0) {
                firstFramed = example.origin();
                framedWidth = example.width();
                framedHeight = example.height();
            }
            framedBoxes += example.annotations().size();
        }
        for (Annotation annotation : example.annotations()) {
            Box box = annotation.box();
            boxes++;
            if (annotation.crowd()) {
                firstCrowd = crowds++ == 0 ? annotation.origin() : firstCrowd;
            } else if (!box.isEmpty() && isTiny(box)) {
                firstTiny = tiny++ == 0 ? annotation.origin() : firstTiny;
                fractions += box.x1() >= 0 && box.y1() >= 0 && box.x2() <= 1 && box.y2() <= 1 ? 1 : 0;
            } else if (sized
                    && !framed
                    && box.width() > 1
                    && box.height() > 1
                    && !box.clip(example.width(), example.height()).isEmpty()
                    && reach.bestIouInside(box, example.width(), example.height()) < REACH) {
                firstFar = far++ == 0 ? annotation.origin() : firstFar;
            }
        }
    }

    private List<Problem> problems(double share) {
        List<Problem> problems = new ArrayList<>();
        if (boxes > 0 && crowds == boxes) {
            problems.add(Problem.error(
                    null,
                    firstCrowd,
                    Problem.Kind.CROWD,
                    (boxes == 1 ? "the only box is" : "all " + boxes + " boxes are")
                            + " marked iscrowd, and crowds are neither trained on nor counted: a box of"
                            + " a single object has iscrowd 0"));
        }
        if (tiny > 0) {
            boolean all = tiny + crowds == boxes;
            String what = (all ? "all " : "") + counted(tiny, "box has", "boxes have")
                    + " less than a pixel at a side, and " + (tiny == 1 ? "is" : "are") + " not trained on"
                    + (2 * fractions > tiny
                            ? ": the numbers look like fractions of the image's sides, where this format has pixels"
                            : "");
            problems.add(
                    all
                            ? Problem.error(null, firstTiny, Problem.Kind.BOX_WITHOUT_AREA, what)
                            : Problem.warning(null, firstTiny, Problem.Kind.BOX_WITHOUT_AREA, what));
        }
        if (framedImages > 0) {
            problems.add(Problem.warning(null, firstFramed, Problem.Kind.OUT_OF_REACH, framed()));
        }
        if (far > share * boxes) {
            problems.add(Problem.warning(
                    null,
                    firstFar,
                    Problem.Kind.OUT_OF_REACH,
                    counted(far, "box is", "boxes are") + " met by no anchor with an IoU of " + REACH
                            + " or more at this size of the images: too small, too large or too long for"
                            + " anchorBase=" + number(reach.anchors().base()) + ", anchorScales="
                            + reach.anchors().scales() + ", anchorRatios="
                            + reach.anchors().ratios()));
        }
        return problems;
    }

    private String framed() {
        var target = reach.resize().of(framedWidth, framedHeight);
        Optional<Double> base = Stream.iterate(reach.anchors().base() / 2, b -> b >= 8, b -> b / 2)
                .filter(b -> reach.withBase(b).fits(framedWidth, framedHeight))
                .findFirst();
        double longer = (double) Math.max(framedWidth, framedHeight) / Math.min(framedWidth, framedHeight);
        int side = (int) Math.ceil(longer * Math.min(reach.resize().shorterSide(), smallestAnchor() + 16));
        return "the proposals learn nothing from " + counted(framedImages, "image", "images") + " with "
                + counted(framedBoxes, "box", "boxes") + ": " + framedWidth + " x " + framedHeight
                + " pixels become " + target.width() + " x " + target.height()
                + ", in which no anchor lies. Give a smaller anchorBase"
                + base.map(b -> " (" + number(b) + ")").orElse("") + " or a larger longerSide (" + side + ")";
    }

    /** The shorter side of the smallest anchor, rounded up. */
    private int smallestAnchor() {
        return (int) Math.ceil(reach.anchors().shapes().stream()
                .mapToDouble(shape -> Math.max(shape.width(), shape.height()))
                .min()
                .orElse(16));
    }

    private static String counted(int count, String one, String several) {
        return count + " " + (count == 1 ? one : several);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.2f", value);
    }
}
