package dev.rebox.data.check;

import dev.rebox.box.Box;
import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.LabelMap;
import dev.rebox.data.NameSet;
import dev.rebox.data.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What only the whole data set shows: its classes, its crowds, and whether all boxes are shifted. */
final class SetChecks {
    /** Below this many boxes a class is hardly learned, and its average precision is mostly chance. */
    static final int FEW = 20;

    private SetChecks() {}

    static List<Problem> of(Dataset data, List<ImageChecks> images) {
        List<Problem> problems = new ArrayList<>();
        classes(data, problems);
        shift(images, problems);
        NameSet seen = new NameSet(data.examples().size());
        for (Example example : data.examples()) {
            crowd(example, problems);
            if (example.annotations().isEmpty()) {
                problems.add(Problem.warning(
                        example.id(),
                        example.origin(),
                        Problem.Kind.IMAGE_WITHOUT_ANNOTATION,
                        "the image has no boxes; all of it counts as background"));
            }
            if (!seen.add(example.image().toString())) {
                problems.add(Problem.warning(
                        example.id(), example.origin(), Problem.Kind.DUPLICATE_IMAGE, "the image is listed twice"));
            }
        }
        return problems;
    }

    private static Problem ofSet(Problem.Kind kind, String detail) {
        return new Problem(null, null, 0, kind, detail, Problem.Severity.WARNING);
    }

    private static void classes(Dataset data, List<Problem> problems) {
        LabelMap labels = data.labels();
        int[] boxes = new int[labels.size() + 1];
        data.examples().forEach(e -> e.annotations().forEach(a -> boxes[a.label()]++));
        Map<String, String> spellings = new HashMap<>();
        for (int label = 1; label <= labels.size(); label++) {
            String name = labels.name(label);
            if (boxes[label] == 0) {
                problems.add(ofSet(Problem.Kind.CLASS_WITHOUT_BOXES, "class '" + name + "' has no boxes"));
            } else if (boxes[label] < FEW) {
                problems.add(ofSet(
                        Problem.Kind.FEW_BOXES,
                        "class '" + name + "' has only " + boxes[label] + (boxes[label] == 1 ? " box" : " boxes")));
            }
            String plain = name.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "");
            String other = spellings.putIfAbsent(plain, name);
            if (other != null) {
                problems.add(ofSet(
                        Problem.Kind.SIMILAR_CLASS_NAMES,
                        "classes '" + other + "' and '" + name + "' differ only by case or blanks: one class?"));
            }
        }
    }

    private static void crowd(Example example, List<Problem> problems) {
        List<Annotation> crowds =
                example.annotations().stream().filter(Annotation::crowd).toList();
        if (!crowds.isEmpty()) {
            problems.add(Problem.warning(
                    example.id(),
                    crowds.get(0).origin(),
                    Problem.Kind.CROWD,
                    crowds.size() + " of " + example.annotations().size()
                            + " boxes are marked crowd: neither trained on nor counted"));
        }
    }

    /**
     * Numbers that begin at 0 where the format begins at 1 give boxes that leave the image by one pixel at one side
     * and none that reach its other side; and the other way round.
     */
    private static void shift(List<ImageChecks> images, List<Problem> problems) {
        int beforeStart = 0;
        int atStart = 0;
        int atEnd = 0;
        int behindEnd = 0;
        for (ImageChecks image : images) {
            if (image.width() < 1) {
                continue;
            }
            for (Annotation annotation : image.example().annotations()) {
                Box box = annotation.box();
                double low = Math.min(box.x1(), box.y1());
                double overX = box.x2() - image.width();
                double overY = box.y2() - image.height();
                beforeStart += near(low, -1);
                atStart += near(low, 0);
                atEnd += near(Math.max(overX, overY), 0);
                behindEnd += near(Math.max(overX, overY), 1);
            }
        }
        if (beforeStart > 0 && atEnd + behindEnd == 0) {
            problems.add(ofSet(
                    Problem.Kind.SHIFTED_BOXES,
                    "the boxes seem to be shifted by -1 pixel: " + beforeStart + " begin one pixel before the image"
                            + " and none ends with it. Were they written 0-based, where the format is 1-based?"));
        } else if (behindEnd > 0 && atStart + beforeStart == 0) {
            problems.add(ofSet(
                    Problem.Kind.SHIFTED_BOXES,
                    "the boxes seem to be shifted by +1 pixel: " + behindEnd + " end one pixel behind the image"
                            + " and none begins with it. Were they written 1-based, where the format is 0-based?"));
        }
    }

    private static int near(double value, double target) {
        return Math.abs(value - target) < 0.01 ? 1 : 0;
    }
}
