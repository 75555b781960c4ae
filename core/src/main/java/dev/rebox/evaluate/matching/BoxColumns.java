package dev.rebox.evaluate.matching;

import dev.rebox.box.Box;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Many boxes as columns of numbers, row after row, each remembering the object it came from.
 *
 * @param <S> what a row came from: an annotation or a detection
 */
public final class BoxColumns<S> {
    /** Decimals that widths are commonly written with in result files. */
    private static final double DECIMALS = 1e4;

    private int size;
    private double[] x1 = new double[8];
    private double[] y1 = new double[8];
    private double[] x2 = new double[8];
    private double[] y2 = new double[8];
    private double[] width = new double[8];
    private double[] height = new double[8];
    private Object[] source = new Object[8];

    /** The boxes of some objects. */
    public static <S> BoxColumns<S> of(List<S> objects, Function<S, Box> box) {
        BoxColumns<S> columns = new BoxColumns<>();
        objects.forEach(object -> columns.add(box.apply(object), object));
        return columns;
    }

    void add(Box box, S from) {
        if (size == x1.length) {
            grow();
        }
        x1[size] = box.x1();
        y1[size] = box.y1();
        x2[size] = box.x2();
        y2[size] = box.y2();
        width[size] = Math.max(0, extent(box.x1(), box.x2()));
        height[size] = Math.max(0, extent(box.y1(), box.y2()));
        source[size++] = from;
    }

    public int size() {
        return size;
    }

    @SuppressWarnings("unchecked")
    public S source(int row) {
        return (S) source[row];
    }

    /** Square pixels, by width and height. */
    public double area(int row) {
        return width[row] * height[row];
    }

    /** Square pixels that a row of this and a row of the other both cover. */
    public double intersection(int row, BoxColumns<?> other, int otherRow) {
        double w = Math.min(x2[row], other.x2[otherRow]) - Math.max(x1[row], other.x1[otherRow]);
        if (!(w > 0)) {
            return 0;
        }
        double h = Math.min(y2[row], other.y2[otherRow]) - Math.max(y1[row], other.y1[otherRow]);
        return h > 0 ? w * h : 0;
    }

    /** Intersection over union; 0 where they do not meet. */
    public double iou(int row, BoxColumns<?> other, int otherRow) {
        double both = intersection(row, other, otherRow);
        return both == 0 ? 0 : both / (area(row) + other.area(otherRow) - both);
    }

    /** COCO's overlap with a crowd: the share of this row's box that lies on the crowd's. */
    public double shareOn(int row, BoxColumns<?> crowds, int crowdRow) {
        double both = intersection(row, crowds, crowdRow);
        return both == 0 ? 0 : both / area(row);
    }

    /**
     * {@code high - low} without the rounding that {@code high = low + width} brought: a width that was written with few
     * decimals comes back as it was written. Metrics that compare an overlap with a threshold decide by the last bit.
     */
    static double extent(double low, double high) {
        double difference = high - low;
        double written = Math.rint(difference * DECIMALS) / DECIMALS;
        double rounding = 2 * Math.ulp(Math.max(Math.abs(low), Math.abs(high)));
        return Math.abs(written - difference) <= rounding ? written : difference;
    }

    private void grow() {
        int capacity = size + (size >> 1);
        x1 = Arrays.copyOf(x1, capacity);
        y1 = Arrays.copyOf(y1, capacity);
        x2 = Arrays.copyOf(x2, capacity);
        y2 = Arrays.copyOf(y2, capacity);
        width = Arrays.copyOf(width, capacity);
        height = Arrays.copyOf(height, capacity);
        source = Arrays.copyOf(source, capacity);
    }
}
