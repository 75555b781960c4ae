package dev.rebox.recycle;

import dev.rebox.box.Box;
import dev.rebox.box.LabelledBox;
import java.util.Arrays;
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
        boolean[] mask = new boolean[CELLS];
        double[] weight = new double[CELLS];
        Arrays.fill(weight, 1.0 / CELLS);
        for (LabelledBox labelled : SolidBoxes.of(width, height, boxes, classes)) {
            Box box = labelled.box();
            int left = first(box.x1(), width);
            int right = last(box.x2(), width);
            int top = first(box.y1(), height);
            int bottom = last(box.y2(), height);
            double share = 1.0 / ((right - left + 1) * (bottom - top + 1));
            for (int y = top; y <= bottom; y++) {
                for (int x = left; x <= right; x++) {
                    mask[y * SIZE + x] = true;
                    weight[y * SIZE + x] = Math.max(weight[y * SIZE + x], share);
                }
            }
        }
        double mean = Arrays.stream(weight).sum() / CELLS;
        float[] normalized = new float[CELLS];
        for (int i = 0; i < CELLS; i++) {
            normalized[i] = (float) (weight[i] / mean);
        }
        return new ForegroundLabel(mask, normalized);
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
