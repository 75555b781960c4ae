package dev.rebox.box;

import java.util.Arrays;
import java.util.Collection;

/**
 * The exact area of the union of boxes, however they overlap, and of its part in a window.
 *
 * <p>The edges of the boxes cut the plane into a grid in which every cell is either covered or free. The area of the
 * union left of and above a point, summed up once at the grid's corners, is bilinear inside a cell; so a window costs
 * four look-ups, not a sweep. For n boxes: O(n²) to build, O(log n) a window.
 */
public final class UnionArea {
    /** Of the area the boxes span: what rounding can leave of an area that is truly zero. */
    private static final double NOISE = 1e-12;

    private final double[] xs;
    private final double[] ys;
    /** {@code [ys][xs]}: the area of the union above and left of the grid's corner. */
    private final double[][] sums;

    private UnionArea(double[] xs, double[] ys, double[][] sums) {
        this.xs = xs;
        this.ys = ys;
        this.sums = sums;
    }

    /** The union of these boxes; those without area add nothing. */
    public static UnionArea of(Collection<Box> boxes) {
        Box[] solid = boxes.stream().filter(box -> !box.isEmpty()).toArray(Box[]::new);
        double[] xs = edges(solid, true);
        double[] ys = edges(solid, false);
        int[][] cover = cover(solid, xs, ys);
        double[][] sums = new double[ys.length][xs.length];
        for (int j = 1; j < ys.length; j++) {
            double height = ys[j] - ys[j - 1];
            double row = 0;
            for (int i = 1; i < xs.length; i++) {
                if (cover[j - 1][i - 1] > 0) {
                    row += (xs[i] - xs[i - 1]) * height;
                }
                sums[j][i] = sums[j - 1][i] + row;
            }
        }
        return new UnionArea(xs, ys, sums);
    }

    /** Square pixels of the whole union. */
    public double area() {
        return xs.length == 0 ? 0 : sums[ys.length - 1][xs.length - 1];
    }

    /** Square pixels of the union inside a window, between 0 and the window's area. */
    public double within(Box window) {
        if (xs.length == 0 || window.isEmpty()) {
            return 0;
        }
        double area = before(window.x2(), window.y2())
                - before(window.x1(), window.y2())
                - before(window.x2(), window.y1())
                + before(window.x1(), window.y1());
        double noise = NOISE * (xs[xs.length - 1] - xs[0]) * (ys[ys.length - 1] - ys[0]);
        if (area <= noise) {
            return 0;
        }
        return area >= window.area() - noise ? window.area() : area;
    }

    /** Square pixels of the union left of {@code x} and above {@code y}. */
    private double before(double x, double y) {
        int i = cell(xs, x);
        int j = cell(ys, y);
        double right = share(xs, i, x);
        double down = share(ys, j, y);
        double top = sums[j][i] * (1 - right) + sums[j][i + 1] * right;
        double bottom = sums[j + 1][i] * (1 - right) + sums[j + 1][i + 1] * right;
        return top * (1 - down) + bottom * down;
    }

    /** The index of the interval of {@code edges} that holds a value, the first or the last for one outside. */
    private static int cell(double[] edges, double value) {
        int found = Arrays.binarySearch(edges, value);
        int index = found >= 0 ? found : -found - 2;
        return Math.max(0, Math.min(edges.length - 2, index));
    }

    /** How far a value lies into its interval, 0..1. */
    private static double share(double[] edges, int cell, double value) {
        double share = (value - edges[cell]) / (edges[cell + 1] - edges[cell]);
        return Math.max(0, Math.min(1, share));
    }

    private static double[] edges(Box[] boxes, boolean horizontal) {
        double[] edges = new double[2 * boxes.length];
        for (int b = 0; b < boxes.length; b++) {
            edges[2 * b] = horizontal ? boxes[b].x1() : boxes[b].y1();
            edges[2 * b + 1] = horizontal ? boxes[b].x2() : boxes[b].y2();
        }
        return Arrays.stream(edges).sorted().distinct().toArray();
    }

    /** {@code [ys - 1][xs - 1]}: how many boxes cover each cell, by counting entries and exits at their corners. */
    private static int[][] cover(Box[] boxes, double[] xs, double[] ys) {
        int[][] count = new int[ys.length + 1][xs.length + 1];
        for (Box box : boxes) {
            int left = Arrays.binarySearch(xs, box.x1());
            int right = Arrays.binarySearch(xs, box.x2());
            int top = Arrays.binarySearch(ys, box.y1());
            int bottom = Arrays.binarySearch(ys, box.y2());
            count[top][left]++;
            count[top][right]--;
            count[bottom][left]--;
            count[bottom][right]++;
        }
        for (int j = 0; j < ys.length; j++) {
            for (int i = 0; i < xs.length; i++) {
                int above = j > 0 ? count[j - 1][i] : 0;
                int before = i > 0 ? count[j][i - 1] : 0;
                int both = i > 0 && j > 0 ? count[j - 1][i - 1] : 0;
                count[j][i] += above + before - both;
            }
        }
        return count;
    }
}
