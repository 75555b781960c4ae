package dev.rebox.data.loader;

import dev.rebox.recycle.ForegroundLabel;

/** Makes the foreground task's labels (paper, section 3.1). */
public final class CoveredCells {
    private CoveredCells() {}

    /** Mask and weights of the image as it is seen. */
    public static ForegroundLabel of(SeenImage image) {
        ForegroundLabel label =
                ForegroundLabel.ofShapes(image.width(), image.height(), image.shapes(), image.classes());
        return image.flip() ? label.flip() : label;
    }
}
