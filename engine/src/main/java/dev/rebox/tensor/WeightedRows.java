package dev.rebox.tensor;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** Sums of weighted rows of a table, many at once, forward and backward: one {@code embedding_bag}. */
final class WeightedRows {
    private final int[] rows;
    private final float[] shares;
    private final int perSum;
    private int next;

    /** @param sums how many @param perSum rows in each */
    WeightedRows(int sums, int perSum) {
        rows = new int[sums * perSum];
        shares = new float[sums * perSum];
        this.perSum = perSum;
    }

    void add(int row, float share) {
        rows[next] = row;
        shares[next++] = share;
    }

    /** @param table [R, C] float32 @return [sums, C] */
    Tensor sums(Tensor table) {
        int[] starts = new int[rows.length / perSum];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = i * perSum;
        }
        // A part of what is returned goes with it: a handle of its own lives on.
        return new Tensor(torch.embedding_bag(
                        table,
                        Tensors.ints(rows, table.device(), rows.length),
                        Tensors.ints(starts, table.device(), starts.length),
                        false,
                        0, // sum
                        false,
                        new TensorOptional(Tensors.floats(shares, table.device(), shares.length)),
                        false)
                .get0());
    }
}
