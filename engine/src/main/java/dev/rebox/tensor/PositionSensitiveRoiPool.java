package dev.rebox.tensor;

import dev.rebox.tensor.CropAndResize.Region;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * R-FCN's pooling: a region is cropped on an even grid, the grid is cut into bins, each bin is averaged in the channels
 * that belong to it, and the bins are averaged. As all of that is linear, a region's answer is one weighted sum of cells.
 */
public final class PositionSensitiveRoiPool {
    private final int bins;
    private final int samplesInBin;

    /** The authors' setting: crops of 18x18 in 3x3 bins. */
    public static final PositionSensitiveRoiPool STANDARD = new PositionSensitiveRoiPool(3, 6);

    /** @param bins a side @param samplesInBin a side */
    PositionSensitiveRoiPool(int bins, int samplesInBin) {
        this.bins = bins;
        this.samplesInBin = samplesInBin;
    }

    /** Channels of a map that answers with {@code depth} numbers. */
    public int channels(int depth) {
        return bins * bins * depth;
    }

    /**
     * @param map [B, bins * bins * D, H, W]; the channels of a bin lie together, bins row by row
     * @return float32 [N, D]
     */
    public Tensor pool(Tensor map, List<Region> regions) {
        int binCount = bins * bins;
        int size = bins * samplesInBin;
        long depth = map.size(1) / binCount;
        BilinearGrid grid = new BilinearGrid((int) map.size(3), (int) map.size(2), size);
        WeightedRows sums = new WeightedRows(regions.size(), size * size * BilinearGrid.CORNERS);
        float each = 1f / (size * size); // 1 / samples in a bin, 1 / bins
        for (Region region : regions) {
            grid.visit(region, (i, j, cell, share) -> {
                int bin = i / samplesInBin * bins + j / samplesInBin;
                sums.add(cell * binCount + bin, share * each);
            });
        }
        // (B, bins * D, H, W) -> (B, H, W, bins * D) -> (B * H * W * bins, D): a row a cell and bin
        Tensor table = map.permute(0, 2, 3, 1).reshape(-1, depth).to(ScalarType.Float);
        return sums.sums(table);
    }
}
