package dev.rebox.tensor;

import dev.rebox.tensor.CropAndResize.Region;

/**
 * The even grid of samples that a crop takes from a map: for each sample four cells and their bilinear shares. The grid's
 * corners lie on the box's corners; a sample beyond the outermost cells takes the nearest one.
 */
record BilinearGrid(int width, int height, int size) {
    static final int CORNERS = 4;

    /** What is told of each of the four cells of a sample. */
    @FunctionalInterface
    interface Visitor {
        /** @param cell the index of the cell in the batch: (image * height + y) * width + x */
        void cell(int sampleY, int sampleX, int cell, float share);
    }

    void visit(Region region, Visitor visitor) {
        int first = region.image() * width * height;
        for (int i = 0; i < size; i++) {
            float y = at(region.y1(), region.y2(), i, height);
            int top = Math.min((int) y, Math.max(0, height - 2));
            int bottom = Math.min(top + 1, height - 1);
            float down = y - top;
            for (int j = 0; j < size; j++) {
                float x = at(region.x1(), region.x2(), j, width);
                int left = Math.min((int) x, Math.max(0, width - 2));
                int right = Math.min(left + 1, width - 1);
                float across = x - left;
                visitor.cell(i, j, first + top * width + left, (1 - down) * (1 - across));
                visitor.cell(i, j, first + top * width + right, (1 - down) * across);
                visitor.cell(i, j, first + bottom * width + left, down * (1 - across));
                visitor.cell(i, j, first + bottom * width + right, down * across);
            }
        }
    }

    private float at(float from, float to, int index, int cells) {
        float fraction = size == 1 ? (from + to) / 2 : from + (to - from) * index / (size - 1);
        return Math.max(0, Math.min(1, fraction)) * (cells - 1);
    }
}
