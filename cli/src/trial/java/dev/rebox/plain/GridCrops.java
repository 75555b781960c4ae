package dev.rebox.plain;

import dev.rebox.tensor.CropAndResize;
import dev.rebox.tensor.Tensors;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Crops by one call of torch.grid_sampler, corners aligned. */
public final class GridCrops {
    private static final int BILINEAR = 0;
    private static final int NEAREST_BORDER = 1;

    private GridCrops() {}

    /** Regions of one image's map, [1, C, H, W], on which its first cell is 0 and its last 1: [N, C, S, S]. */
    public static Tensor of(Tensor map, List<CropAndResize.Region> regions, int size) {
        int n = regions.size();
        float[] points = new float[2 * n * size * size];
        int at = 0;
        for (CropAndResize.Region region : regions) {
            for (int row = 0; row < size; row++) {
                for (int column = 0; column < size; column++) {
                    points[at++] = place(region.x1(), region.x2(), (float) column / (size - 1));
                    points[at++] = place(region.y1(), region.y2(), (float) row / (size - 1));
                }
            }
        }
        Tensor grid = Tensors.floats(points, map.device(), 1, (long) n * size, size, 2);
        return torch.grid_sampler(map, grid, BILINEAR, NEAREST_BORDER, true) // [1, C, N * S, S]
                .view(map.size(1), n, size, size)
                .permute(1, 0, 2, 3)
                .contiguous();
    }

    /** From 0..1 to the sampler's -1..1. */
    private static float place(float first, float last, float share) {
        return 2 * (first + (last - first) * share) - 1;
    }
}
