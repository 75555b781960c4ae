package dev.rebox.box;

import java.util.ArrayList;
import java.util.List;

/**
 * The anchors of a feature map: the same shapes around each of its cells. An anchor of scale s and aspect ratio r
 * (height / width) is {@code base s / sqrt(r)} wide and {@code base s sqrt(r)} high: its area does not depend on r.
 *
 * @param base pixels of the resized image: 256 at a shorter side of 600, 128 at 300
 * @param scales .25 .5 1 2 of the base
 * @param ratios .5 1 2
 * @param first the pixel, across and down, in which the anchors of the first cell are centred
 */
public record Anchors(double base, List<Double> scales, List<Double> ratios, double first) {
    /** Pixels from one cell of the feature map to the next: every backbone's map has this stride. */
    public static final int STRIDE = 16;

    /** The middle of the first cell's 16 pixels. */
    public static final double MIDDLE = STRIDE / 2.0;

    /** Those of the paper, for a shorter side of 600. */
    public static final Anchors PAPER = new Anchors(256, List.of(0.25, 0.5, 1.0, 2.0), List.of(0.5, 1.0, 2.0));

    /** Anchors in the middle of their cells. */
    public Anchors(double base, List<Double> scales, List<Double> ratios) {
        this(base, scales, ratios, MIDDLE);
    }

    /** @param width pixels @param height pixels */
    public record Shape(double width, double height) {}

    /** Anchors in a cell. */
    public int perCell() {
        return scales.size() * ratios.size();
    }

    /** [perCell] ratio by ratio within scale by scale, in the order of the network's outputs. */
    public List<Shape> shapes() {
        List<Shape> shapes = new ArrayList<>();
        for (double scale : scales) {
            for (double ratio : ratios) {
                shapes.add(new Shape(base * scale / Math.sqrt(ratio), base * scale * Math.sqrt(ratio)));
            }
        }
        return shapes;
    }

    /** Cells along a side of so many pixels. */
    public static int cells(int side) {
        return (side + STRIDE - 1) / STRIDE;
    }

    /** Where the anchors of a cell are centred, pixels. */
    public double centre(int cell) {
        return first + (double) cell * STRIDE;
    }

    /** The cell whose centre is nearest to a pixel; it may lie outside the map. */
    public int nearest(double pixel) {
        return (int) Math.floor((pixel - first) / STRIDE + 0.5);
    }
}
