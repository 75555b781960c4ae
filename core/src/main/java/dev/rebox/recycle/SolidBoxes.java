package dev.rebox.recycle;

import dev.rebox.box.Box;
import dev.rebox.box.LabelledBox;
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
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("an image of " + width + "x" + height + " pixels");
        }
        for (LabelledBox box : boxes) {
            if (box.label() < 1 || box.label() > classes) {
                throw new IllegalArgumentException("label " + box.label() + " outside 1.." + classes);
            }
        }
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
}
