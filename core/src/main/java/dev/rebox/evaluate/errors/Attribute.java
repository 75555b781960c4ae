package dev.rebox.evaluate.errors;

import dev.rebox.box.Box;
import dev.rebox.data.Annotation;
import dev.rebox.data.Example;
import java.util.List;

/** What makes objects easy or hard, told of any box in an image, so that false positives have it too. */
public enum Attribute {
    /** Area in square pixels, in COCO's three steps. */
    SIZE(List.of("small (to 32 x 32)", "medium", "large (from 96 x 96)")) {
        @Override
        int of(Box box, Example image) {
            return box.area() < 32 * 32 ? 0 : box.area() < 96 * 96 ? 1 : 2;
        }
    },
    /** Other objects that meet the box when it is widened to twice its sides about its centre. */
    NEIGHBOURS(List.of("0", "1", "2 or 3", "4 or more")) {
        @Override
        int of(Box box, Example image) {
            Box wide = Box.ofSize(
                    box.x1() - box.width() / 2, box.y1() - box.height() / 2, 2 * box.width(), 2 * box.height());
            long count = image.annotations().stream()
                    .map(Annotation::box)
                    .filter(other -> !isSame(other, box) && wide.intersection(other) > 0)
                    .count();
            return count == 0 ? 0 : count == 1 ? 1 : count <= 3 ? 2 : 3;
        }
    };

    private final List<String> groups;

    Attribute(List<String> groups) {
        this.groups = groups;
    }

    /** The names of the groups. */
    public List<String> groups() {
        return groups;
    }

    /** The group, from 0, of a box in an image. */
    abstract int of(Box box, Example image);

    /** The object that a box is itself about is not its neighbour. */
    private static boolean isSame(Box other, Box box) {
        return other.iou(box) >= 0.5;
    }
}
