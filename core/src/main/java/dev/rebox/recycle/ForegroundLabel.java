package dev.rebox.recycle;

import dev.rebox.box.Box;
import dev.rebox.box.LabelledBox;
import dev.rebox.box.LabelledShape;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The foreground task's label (paper, section 3.1): a coarse mask of the whole image, true where a box is, and
 * a weight for each cell by which a small object counts as much as a large one.
 *
 * <p>Along x a box covers the cells from {@code floor(x1 / width * 64)} to {@code floor(x2 / width * 64 + 0.99)}, both
 * included, at most cell 63; likewise along y. A covered cell weighs 1 / (cells of the box), the largest of the boxes
 * over it; a free cell 1 / 4096. Weights are then divided by their mean.
 *
 * @param mask {@code [64 * 64]}, row by row
 * @param weight {@code [64 * 64]}, row by row, of mean 1
 */
public record ForegroundLabel(boolean[] mask, float[] weight) implements TaskLabels {
    /** Cells along each side of the image. */
    public static final int SIZE = 64;

    private static final int CELLS = SIZE * SIZE;
    /** Lets the cell in which a box ends count as soon as the box covers a hundredth of it. */
    private static final double LAST_CELL = 0.99;

    /**
     * The label of one image. Boxes are clipped to it first; those without area count as absent.
     *
     * @param classes K, the background not counted
     * @throws IllegalArgumentException for an image without area or a label outside 1..K
     */
    public static ForegroundLabel of(int width, int height, List<LabelledBox> boxes, int classes) {
        return ofShapes(width, height, boxes.stream().map(LabelledShape::of).toList(), classes);
    }

    /**
     * The label by what objects really cover: a silhouette covers the cells that its parts do, each part by the rule of a
     * box, so that one that fills its box has the label of the box.
     *
     * @param classes K, the background not counted
     * @throws IllegalArgumentException for an image without area or a label outside 1..K
     */
    public static ForegroundLabel ofShapes(int width, int height, List<LabelledShape> shapes, int classes) {
        boolean[] mask = new boolean[CELLS];
        double[] weight = new double[CELLS];
        Arrays.fill(weight, 1.0 / CELLS);
        for (LabelledShape shape : SolidBoxes.shapes(width, height, shapes, classes)) {
            BitSet cells = cells(shape, width, height);
            double share = 1.0 / cells.cardinality();
            cells.stream().forEach(i -> {
                mask[i] = true;
                weight[i] = Math.max(weight[i], share);
            });
        }
        double mean = Arrays.stream(weight).sum() / CELLS;
        float[] normalized = new float[CELLS];
        for (int i = 0; i < CELLS; i++) {
            normalized[i] = (float) (weight[i] / mean);
        }
        return new ForegroundLabel(mask, normalized);
    }

    /** The cells that an object covers. */
    private static BitSet cells(LabelledShape shape, int width, int height) {
        BitSet cells = new BitSet(CELLS);
        for (Box part : shape.parts()) {
            int left = first(part.x1(), width);
            int right = last(part.x2(), width);
            int bottom = last(part.y2(), height);
            for (int y = first(part.y1(), height); y <= bottom; y++) {
                cells.set(y * SIZE + left, y * SIZE + right + 1);
            }
        }
        return cells;
    }

    /** The label of the image in the mirror, left and right swapped. */
    public ForegroundLabel flip() {
        boolean[] flippedMask = new boolean[CELLS];
        float[] flippedWeight = new float[CELLS];
        for (int i = 0; i < CELLS; i++) {
            int mirrored = i - i % SIZE + SIZE - 1 - i % SIZE;
            flippedMask[mirrored] = mask[i];
            flippedWeight[mirrored] = weight[i];
        }
        return new ForegroundLabel(flippedMask, flippedWeight);
    }

    private static int first(double low, int side) {
        return Math.min(SIZE - 1, (int) Math.floor(low / side * SIZE));
    }

    private static int last(double high, int side) {
        return Math.min(SIZE - 1, (int) Math.floor(high / side * SIZE + LAST_CELL));
    }
}
