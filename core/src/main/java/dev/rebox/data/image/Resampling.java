package dev.rebox.data.image;

import java.util.Arrays;

/**
 * Resizing. The edges of both images lie on each other, so that a box follows by multiplying it with the ratio of the
 * sides. Where a side shrinks by more than two, each new pixel is the average of all that it covers; else it is
 * interpolated linearly between the two nearest.
 */
final class Resampling {
    /** Weights are whole numbers of this unit, so that results are the same on every machine. */
    private static final int BITS = 12;

    private static final int ONE = 1 << BITS;

    private Resampling() {}

    static RgbImage resize(RgbImage image, int width, int height) {
        if (width == image.width() && height == image.height()) {
            return image;
        }
        Taps across = Taps.of(image.width(), width);
        Taps down = Taps.of(image.height(), height);
        byte[] result = new byte[width * height * 3];
        // A source row is needed by few result rows, all near each other: keep the rows that are resized across
        // already.
        int[][] rows = new int[down.most()][];
        int[] rowOf = new int[down.most()];
        Arrays.fill(rowOf, -1);
        int[] sum = new int[width * 3];
        for (int y = 0; y < height; y++) {
            Arrays.fill(sum, ONE >> 1);
            for (int k = 0; k < down.count[y]; k++) {
                int source = down.first[y] + k;
                int slot = source % rows.length;
                if (rowOf[slot] != source) {
                    rows[slot] = across(image, source, across, rows[slot]);
                    rowOf[slot] = source;
                }
                add(sum, rows[slot], down.weights[y][k]);
            }
            int to = y * width * 3;
            for (int i = 0; i < sum.length; i++) {
                result[to + i] = (byte) (sum[i] >> BITS);
            }
        }
        return new RgbImage(width, height, result);
    }

    private static void add(int[] sum, int[] row, int weight) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += row[i] * weight;
        }
    }

    /** One source row in the new width: values 0..255. */
    private static int[] across(RgbImage image, int y, Taps taps, int[] reuse) {
        int width = taps.count.length;
        int[] row = reuse == null ? new int[width * 3] : reuse;
        byte[] rgb = image.rgb();
        int start = y * image.width() * 3;
        for (int x = 0; x < width; x++) {
            int red = ONE >> 1;
            int green = ONE >> 1;
            int blue = ONE >> 1;
            int[] weights = taps.weights[x];
            int at = start + taps.first[x] * 3;
            for (int k = 0; k < taps.count[x]; k++, at += 3) {
                red += (rgb[at] & 0xFF) * weights[k];
                green += (rgb[at + 1] & 0xFF) * weights[k];
                blue += (rgb[at + 2] & 0xFF) * weights[k];
            }
            row[x * 3] = red >> BITS;
            row[x * 3 + 1] = green >> BITS;
            row[x * 3 + 2] = blue >> BITS;
        }
        return row;
    }

    /** Which neighbours a new pixel is made of along one side, and how much of each; weights add up to {@link #ONE}. */
    private record Taps(int[] first, int[] count, int[][] weights) {

        static Taps of(int from, int to) {
            Taps taps = new Taps(new int[to], new int[to], new int[to][]);
            double ratio = (double) from / to;
            for (int i = 0; i < to; i++) {
                if (ratio > 2) {
                    taps.average(i, i * ratio, Math.min(from, (i + 1) * ratio));
                } else {
                    taps.interpolate(i, Math.max(0, Math.min(from - 1, (i + 0.5) * ratio - 0.5)), from);
                }
            }
            return taps;
        }

        private void interpolate(int i, double at, int from) {
            first[i] = (int) at;
            count[i] = first[i] + 1 < from ? 2 : 1;
            int second = count[i] == 2 ? (int) Math.round((at - first[i]) * ONE) : 0;
            weights[i] = new int[] {ONE - second, second};
        }

        private void average(int i, double begin, double end) {
            first[i] = (int) begin;
            count[i] = (int) Math.ceil(end - 1e-9) - first[i];
            weights[i] = new int[count[i]];
            int left = ONE;
            for (int k = 0; k < count[i]; k++) {
                double covered = Math.min(end, first[i] + k + 1) - Math.max(begin, first[i] + k);
                weights[i][k] = (int) Math.round(covered / (end - begin) * ONE);
                left -= weights[i][k];
            }
            weights[i][count[i] / 2] += left;
        }

        int most() {
            return Arrays.stream(count).max().orElse(1);
        }
    }
}
