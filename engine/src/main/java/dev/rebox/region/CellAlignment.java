package dev.rebox.region;

import dev.rebox.box.Anchors;
import dev.rebox.tensor.CropAndResize;
import java.util.ArrayList;
import java.util.List;

/**
 * Where in an image the cells of a feature map are taken to be.
 *
 * @param corners true takes the first and the last cell for the borders of the image, as TensorFlow's crop_and_resize
 *     and so the authors do: a crop is then up to a cell, 16 pixels, off
 * @param first otherwise the pixel in which the first cell is centred; the others follow every {@value dev.rebox.box.Anchors#STRIDE} pixels
 */
public record CellAlignment(boolean corners, double first) {
    /** The authors' way. */
    public static final CellAlignment CORNERS = new CellAlignment(true, 0);

    /** Where the cells really are. */
    public static CellAlignment centred(double first) {
        return new CellAlignment(false, first);
    }

    List<CropAndResize.Region> of(Regions regions, PaddedSize frame) {
        List<CropAndResize.Region> placed = new ArrayList<>(regions.size());
        float[] boxes = regions.boxes();
        for (int i = 0; i < regions.size(); i++) {
            placed.add(new CropAndResize.Region(
                    regions.images()[i],
                    place(boxes[4 * i], frame.width()),
                    place(boxes[4 * i + 1], frame.height()),
                    place(boxes[4 * i + 2], frame.width()),
                    place(boxes[4 * i + 3], frame.height())));
        }
        return placed;
    }

    /** A pixel on the scale on which the first cell is 0 and the last is 1. */
    private float place(float pixel, int size) {
        int cells = Anchors.cells(size);
        return corners || cells == 1 ? pixel / size : (float) ((pixel - first) / Anchors.STRIDE / (cells - 1));
    }
}
