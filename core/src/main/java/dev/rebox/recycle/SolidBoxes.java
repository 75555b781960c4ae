package dev.rebox.recycle;

import dev.rebox.box.Box;
import dev.rebox.box.LabelledBox;
import dev.rebox.box.LabelledShape;
import java.util.List;

/** The boxes of one image as all label makers see them: clipped to it, those with nothing left inside set aside. */
final class SolidBoxes {
    private SolidBoxes() {}

    /**
     * The boxes clipped to an image, in their order and number: one that lies outside or has no area stays as an
     * {@linkplain Box#isEmpty() empty} one.
     *
     * @throws IllegalArgumentException for an image without area or a label outside 1..classes
     */
    static List<LabelledBox> clipped(int width, int height, List<LabelledBox> boxes, int classes) {
        requireSize(width, height);
        boxes.forEach(box -> requireLabel(box.label(), classes));
        return boxes.stream()
                .map(b -> new LabelledBox(b.box().clip(width, height), b.label()))
                .toList();
    }

    /** Those of {@link #clipped} that cover something. */
    static List<LabelledBox> of(int width, int height, List<LabelledBox> boxes, int classes) {
        return clipped(width, height, boxes, classes).stream()
                .filter(b -> !b.box().isEmpty())
                .toList();
    }

    /** Those of these shapes that cover something of an image, clipped to it. @throws IllegalArgumentException likewise */
    static List<LabelledShape> shapes(int width, int height, List<LabelledShape> shapes, int classes) {
        requireSize(width, height);
        shapes.forEach(shape -> requireLabel(shape.label(), classes));
        return shapes.stream()
                .map(shape -> new LabelledShape(
                        shape.parts().stream()
                                .map(part -> part.clip(width, height))
                                .filter(part -> !part.isEmpty())
                                .toList(),
                        shape.label()))
                .filter(shape -> !shape.parts().isEmpty())
                .toList();
    }

    private static void requireSize(int width, int height) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("an image of " + width + "x" + height + " pixels");
        }
    }

    private static void requireLabel(int label, int classes) {
        if (label < 1 || label > classes) {
            throw new IllegalArgumentException("label " + label + " outside 1.." + classes);
        }
    }
}
