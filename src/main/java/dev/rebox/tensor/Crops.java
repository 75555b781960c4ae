package dev.rebox.tensor;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Crop-and-resize (the paper's section 3.4, "Implementation"): bilinear samples of a feature map on an even grid over a
 * box, the grid's corners on the box's corners, as TensorFlow's operation of that name.
 *
 * <p>The map [B, C, H, W] is read as a table of B*H*W rows of C numbers, which is how a channels-last map lies in
 * memory, and every sample as the weighted sum of four rows: one {@code embedding_bag} for all boxes of all pictures,
 * forward and backward.
 */
public final class Crops {
    private static final int CORNERS = 4;

    private Crops() {}

    /**
     * Where to crop.
     *
     * @param picture the index of the picture in the batch
     * @param x1 left edge as a fraction 0..1 of the picture's (padded) width, and so on; clipped to 0..1
     */
    public record Region(int picture, float x1, float y1, float x2, float y2) {}

    /**
     * @param map [B, C, H, W] of any type
     * @param regions N of them
     * @param size samples a side, S
     * @return float32 [N, C, S, S], channels last
     */
    public static Tensor of(Tensor map, List<Region> regions, int size) {
        long channels = map.size(1);
        int height = (int) map.size(2);
        int width = (int) map.size(3);
        int bags = regions.size() * size * size;
        int[] rows = new int[bags * CORNERS];
        float[] shares = new float[bags * CORNERS];
        Grid grid = new Grid(width, height, size);
        int next = 0;
        for (Region region : regions) {
            next = grid.sample(region, rows, shares, next);
        }
        Tensor table = map.permute(0, 2, 3, 1).reshape(-1, channels).to(torch.ScalarType.Float);
        int[] starts = new int[bags];
        for (int i = 0; i < bags; i++) {
            starts[i] = i * CORNERS;
        }
        Tensor samples = torch.embedding_bag(
                        table,
                        Transfer.ints(rows, map.device(), rows.length),
                        Transfer.ints(starts, map.device(), bags),
                        false,
                        0, // sum
                        false,
                        new TensorOptional(Transfer.floats(shares, map.device(), shares.length)),
                        false)
                .get0();
        // [N*S*S, C] -> (N, S, S, C) -> (N, C, S, S): the last step only renames the axes
        return samples.view(regions.size(), size, size, channels).permute(0, 3, 1, 2);
    }

    /** The four neighbours of every sample, with their bilinear shares. */
    private record Grid(int width, int height, int size) {
        int sample(Region region, int[] rows, float[] shares, int next) {
            int first = region.picture * width * height;
            for (int i = 0; i < size; i++) {
                float y = at(region.y1, region.y2, i, height);
                int top = Math.min((int) y, Math.max(0, height - 2));
                int bottom = Math.min(top + 1, height - 1);
                float down = y - top;
                for (int j = 0; j < size; j++) {
                    float x = at(region.x1, region.x2, j, width);
                    int left = Math.min((int) x, Math.max(0, width - 2));
                    int right = Math.min(left + 1, width - 1);
                    float across = x - left;
                    rows[next] = first + top * width + left;
                    shares[next++] = (1 - down) * (1 - across);
                    rows[next] = first + top * width + right;
                    shares[next++] = (1 - down) * across;
                    rows[next] = first + bottom * width + left;
                    shares[next++] = down * (1 - across);
                    rows[next] = first + bottom * width + right;
                    shares[next++] = down * across;
                }
            }
            return next;
        }

        private float at(float from, float to, int index, int cells) {
            float low = Math.max(0, Math.min(1, from));
            float high = Math.max(0, Math.min(1, to));
            float fraction = size == 1 ? (low + high) / 2 : low + (high - low) * index / (size - 1);
            return fraction * (cells - 1);
        }
    }
}
