package dev.rebox.tensor;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** What a kernel sees around some cells of a map, each as one row: a convolution at these cells is a matrix product then. */
final class Neighbourhoods {
    private Neighbourhoods() {}

    /**
     * @param map [N, C, H, W] channels last, zeros around it
     * @param cells n of them: (image * H + row) * W + column
     * @param height of the kernel, odd
     * @param width of the kernel, odd
     * @return [n, height * width * C], channels last, in the map's type
     */
    static Tensor of(Tensor map, int[] cells, int height, int width) {
        int channels = (int) map.size(1);
        int rows = (int) map.size(2);
        int columns = (int) map.size(3);
        WeightedRows seen = new WeightedRows(cells.length * height * width, 1);
        for (int cell : cells) {
            int row = cell / columns % rows;
            int column = cell % columns;
            for (int dy = -(height / 2); dy <= height / 2; dy++) {
                for (int dx = -(width / 2); dx <= width / 2; dx++) {
                    boolean inside = row + dy >= 0 && row + dy < rows && column + dx >= 0 && column + dx < columns;
                    seen.add(inside ? cell + dy * columns + dx : cell, inside ? 1 : 0);
                }
            }
        }
        // Gradients of a cell that many neighbours see are added up in float32.
        Tensor table = map.permute(0, 2, 3, 1).reshape(-1, channels).to(ScalarType.Float);
        return seen.sums(table)
                .view(cells.length, (long) height * width * channels)
                .to(map.scalar_type());
    }
}
