package dev.rebox.detector.proposal;

import java.util.List;

/**
 * The anchors of a feature map, in the order of the network's outputs: row by row, cell by cell, then ratio by ratio
 * within scale by scale. An anchor of scale s and aspect ratio r (height / width) is {@code base s / sqrt(r)} wide and
 * {@code base s sqrt(r)} high, in the middle of its cell.
 *
 * @param base pixels: 256 at a shorter side of 600, 128 at 300
 * @param scales .25 .5 1 2 of the base
 * @param ratios .5 1 2
 */
public record AnchorGrid(double base, List<Double> scales, List<Double> ratios) {
    /** Pixels a cell of F is wide and high. */
    public static final int STRIDE = 16;

    /** Anchors in a cell. */
    public int perCell() {
        return scales.size() * ratios.size();
    }

    /** [rows * columns * perCell, 4] packed, in pixels; they may cross the picture's border. */
    public float[] over(int rows, int columns) {
        float[] cell = new float[2 * perCell()];
        int k = 0;
        for (double scale : scales) {
            for (double ratio : ratios) {
                cell[k++] = (float) (base * scale / Math.sqrt(ratio) / 2);
                cell[k++] = (float) (base * scale * Math.sqrt(ratio) / 2);
            }
        }
        float[] anchors = new float[4 * rows * columns * perCell()];
        int at = 0;
        for (int y = 0; y < rows; y++) {
            float cy = (y + 0.5f) * STRIDE;
            for (int x = 0; x < columns; x++) {
                float cx = (x + 0.5f) * STRIDE;
                for (int i = 0; i < cell.length; i += 2) {
                    anchors[at++] = cx - cell[i];
                    anchors[at++] = cy - cell[i + 1];
                    anchors[at++] = cx + cell[i];
                    anchors[at++] = cy + cell[i + 1];
                }
            }
        }
        return anchors;
    }
}
