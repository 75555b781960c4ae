package dev.rebox.detector.proposal;

import dev.rebox.box.Anchors;

/**
 * The anchors of a feature map, in the order of the network's outputs: row by row, cell by cell, and within a cell as
 * {@link Anchors#shapes} has them.
 */
public record AnchorGrid(Anchors anchors) {

    /** Anchors in a cell. */
    public int perCell() {
        return anchors.perCell();
    }

    /** [rows * columns * perCell, 4] packed, in pixels; they may cross the image's border. */
    public float[] over(int rows, int columns) {
        float[] half = new float[2 * perCell()];
        int k = 0;
        for (Anchors.Shape shape : anchors.shapes()) {
            half[k++] = (float) (shape.width() / 2);
            half[k++] = (float) (shape.height() / 2);
        }
        float[] packed = new float[4 * rows * columns * perCell()];
        int at = 0;
        for (int y = 0; y < rows; y++) {
            float cy = (float) anchors.centre(y);
            for (int x = 0; x < columns; x++) {
                float cx = (float) anchors.centre(x);
                for (int i = 0; i < half.length; i += 2) {
                    packed[at++] = cx - half[i];
                    packed[at++] = cy - half[i + 1];
                    packed[at++] = cx + half[i];
                    packed[at++] = cy + half[i + 1];
                }
            }
        }
        return packed;
    }
}
