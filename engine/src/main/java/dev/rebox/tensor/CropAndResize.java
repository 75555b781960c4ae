package dev.rebox.tensor;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Crop-and-resize (the paper's section 3.4, "Implementation"): bilinear samples of a feature map on an even grid over a
 * box, the grid's corners on the box's corners, as TensorFlow's operation of that name.
 *
 * <p>The map [B, C, H, W] is read as a table of B*H*W rows of C numbers, which is how a channels-last map lies in
 * memory, and every sample as the weighted sum of four rows.
 */
public final class CropAndResize {
    private CropAndResize() {}

    /**
     * Where to crop.
     *
     * @param image the index of the image in the batch
     * @param x1 left edge on a scale on which the map's first column is 0 and its last 1, and so on; samples beyond them
     *     take the nearest column
     */
    public record Region(int image, float x1, float y1, float x2, float y2) {}

    /**
     * @param map [B, C, H, W] of any type
     * @param regions N of them
     * @param size samples a side, S
     * @return float32 [N, C, S, S], channels last
     */
    public static Tensor of(Tensor map, List<Region> regions, int size) {
        long channels = map.size(1);
        BilinearGrid grid = new BilinearGrid((int) map.size(3), (int) map.size(2), size);
        WeightedRows samples = new WeightedRows(regions.size() * size * size, BilinearGrid.CORNERS);
        for (Region region : regions) {
            grid.visit(region, (i, j, cell, share) -> samples.add(cell, share));
        }
        Tensor table = map.permute(0, 2, 3, 1).reshape(-1, channels).to(ScalarType.Float);
        // [N*S*S, C] -> (N, S, S, C) -> (N, C, S, S): the last step only renames the axes
        return samples.sums(table).view(regions.size(), size, size, channels).permute(0, 3, 1, 2);
    }
}
