package dev.rebox.data.check;

import dev.rebox.box.Box;
import dev.rebox.box.mask.Mask;
import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.Origin;
import dev.rebox.data.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Faults of boxes and their masks, told from their numbers and the image's size. */
final class BoxChecks {
    /** Pixels by which rounding may carry a box over the border. */
    private static final double ROUNDING = 0.5;
    /** A box that goes further over the border, in pixels or in parts of the image's side, is an error. */
    private static final double SLIGHT_PIXELS = 2;

    private static final double SLIGHT_SHARE = 0.05;
    /** Two boxes of one class that overlap by this much are one object marked twice. */
    private static final double SAME_OBJECT = 0.9;

    /** A side no longer than this, in pixels, is none. */
    private final double noSide;

    /**
     * VOC's {@code xmin = xmax} means one pixel, both ends being inside, but comes from a click without a drag; other
     * formats have fractions of pixels.
     */
    BoxChecks(Dataset.Format format) {
        noSide = format.firstPixel();
    }

    /** All that is wrong with one image's boxes. A size of 0 is not known, and nothing is outside then. */
    List<Problem> of(Example example, int width, int height) {
        List<Problem> problems = new ArrayList<>();
        List<Annotation> annotations = example.annotations();
        for (int i = 0; i < annotations.size(); i++) {
            Annotation one = annotations.get(i);
            fault(example, one, width, height).ifPresent(problems::add);
            for (int j = 0; j < i; j++) {
                Annotation other = annotations.get(j);
                boolean comparable = one.label() == other.label() && !one.crowd() && !other.crowd();
                if (comparable && one.box().iou(other.box()) >= SAME_OBJECT) {
                    problems.add(duplicate(example, one, other));
                    break;
                }
            }
        }
        return problems;
    }

    private static Problem duplicate(Example example, Annotation one, Annotation other) {
        double iou = one.box().iou(other.box());
        String same = iou == 1 ? "the same box" : String.format(Locale.ROOT, "nearly the same box (IoU %.2f)", iou);
        Origin at = other.origin();
        String place = at.id() >= 0 ? ", annotation " + at.id() : at.line() > 0 ? ", line " + at.line() : "";
        return Problem.warning(
                example.id(),
                one.origin(),
                Problem.Kind.DUPLICATE_BOX,
                text(one.box()) + " is " + same + " as " + text(other.box()) + place);
    }

    /** What makes one box useless (an error) or in need of clipping (a warning). */
    Optional<Problem> fault(Example example, Annotation annotation, int width, int height) {
        Box box = annotation.box();
        if (!(box.width() > noSide && box.height() > noSide)) {
            return Optional.of(Problem.error(
                    example.id(),
                    annotation.origin(),
                    Problem.Kind.BOX_WITHOUT_AREA,
                    "box " + text(box) + " has no area to speak of: it is " + number(box.width()) + " x "
                            + number(box.height()) + " pixels"));
        }
        if (width < 1 || height < 1) {
            return Optional.empty();
        }
        if (annotation.segmentation() instanceof Mask mask && !mask.isOf(width, height)) {
            return Optional.of(Problem.error(
                    example.id(),
                    annotation.origin(),
                    Problem.Kind.UNREADABLE_ANNOTATION,
                    mask.otherImage(width, height)));
        }
        if (box.clip(width, height).isEmpty()) {
            String wholly = "box " + text(box) + " lies wholly outside the image of " + width + " x " + height;
            return Optional.of(
                    Problem.error(example.id(), annotation.origin(), Problem.Kind.BOX_OUTSIDE, wholly + " pixels"));
        }
        double overX = Math.max(-box.x1(), box.x2() - width);
        double overY = Math.max(-box.y1(), box.y2() - height);
        if (Math.max(overX, overY) <= ROUNDING) {
            return Optional.empty();
        }
        String detail = "box " + text(box) + " leaves the image of " + width + " x " + height + " pixels";
        boolean slight = overX <= Math.max(SLIGHT_PIXELS, SLIGHT_SHARE * width)
                && overY <= Math.max(SLIGHT_PIXELS, SLIGHT_SHARE * height);
        return Optional.of(
                slight
                        ? Problem.warning(
                                example.id(),
                                annotation.origin(),
                                Problem.Kind.BOX_OUTSIDE,
                                detail + " slightly; training clips it")
                        : Problem.error(example.id(), annotation.origin(), Problem.Kind.BOX_OUTSIDE, detail));
    }

    /** {@code [x1, y1, x2, y2]}, 0-based. */
    private static String text(Box box) {
        return "[" + number(box.x1()) + ", " + number(box.y1()) + ", " + number(box.x2()) + ", " + number(box.y2())
                + "]";
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.2f", value);
    }
}
