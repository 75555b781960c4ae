package dev.rebox.box.mask;

import dev.rebox.box.Box;
import dev.rebox.error.DataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The pixels of an image that show an object, as COCO's run lengths: pixels are counted down the columns, from the left one
 * to the right one, and runs of free and covered pixels take turns, a free one (which may be 0) first.
 */
public final class Mask implements Segmentation {
    /** More pixels than any image that can be read. */
    private static final long MOST_PIXELS = 1L << 30;

    private final int width;
    private final int height;
    private final int[] runs;

    private Mask(int width, int height, int[] runs) {
        this.width = width;
        this.height = height;
        this.runs = runs;
    }

    /** Whether a pixel is covered. */
    @FunctionalInterface
    public interface Pixels {
        boolean covered(int x, int y);
    }

    /**
     * A mask of run lengths, which are copied. Where they end before the last pixel, the others are free.
     *
     * @throws IllegalArgumentException saying what is wrong: no size, a negative run, more pixels than the image has
     */
    public static Mask ofRuns(int width, int height, long[] counts) {
        requireSize(width, height);
        long pixels = (long) width * height;
        long sum = 0;
        int[] runs = new int[counts.length];
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] < 0) {
                throw new IllegalArgumentException("its run " + (i + 1) + " has the negative length " + counts[i]);
            }
            if (counts[i] > pixels - sum) {
                throw new IllegalArgumentException(
                        "its runs are longer than the " + pixels + " pixels of " + width + " x " + height);
            }
            sum += counts[i];
            runs[i] = (int) counts[i];
        }
        return new Mask(width, height, runs);
    }

    /** @throws IllegalArgumentException for a size that no image has */
    static void requireSize(int width, int height) {
        if (width < 1 || height < 1 || (long) width * height > MOST_PIXELS) {
            throw new IllegalArgumentException("no image has its size, " + width + " x " + height + " pixels");
        }
    }

    /** The mask of the pixels that are covered. @throws IllegalArgumentException for a size that no image has */
    public static Mask of(int width, int height, Pixels pixels) {
        requireSize(width, height);
        int[] runs = new int[16];
        int count = 0;
        boolean covered = false;
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                if (pixels.covered(x, y) != covered) {
                    covered = !covered;
                    count++;
                    if (count == runs.length) {
                        runs = Arrays.copyOf(runs, 2 * count);
                    }
                }
                runs[count]++;
            }
        }
        return new Mask(width, height, Arrays.copyOf(runs, count + 1));
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** The run lengths: free, covered, free ... */
    public long[] runs() {
        return Arrays.stream(runs).asLongStream().toArray();
    }

    /** How many pixels are covered. */
    public long area() {
        long area = 0;
        for (int i = 1; i < runs.length; i += 2) {
            area += runs[i];
        }
        return area;
    }

    @Override
    public Mask mask(int imageWidth, int imageHeight) {
        if (!isOf(imageWidth, imageHeight)) {
            throw new DataException(otherImage(imageWidth, imageHeight));
        }
        return this;
    }

    /** Whether it has the size of its image, in pixels. */
    public boolean isOf(int imageWidth, int imageHeight) {
        return imageWidth == width && imageHeight == height;
    }

    /** Says that it has not, in words. */
    public String otherImage(int imageWidth, int imageHeight) {
        return "its mask is not of its image: it is of " + width + " x " + height + " pixels, and the image has "
                + imageWidth + " x " + imageHeight + ": correct the \"size\" of its annotation";
    }

    /**
     * Boxes that together cover the same pixels, none twice; none where no pixel is covered. A column's stretch that
     * begins and ends where one of the column before does widens its box.
     */
    public List<Box> parts() {
        List<Box> parts = new ArrayList<>();
        List<Box> before = List.of();
        List<Box> column = new ArrayList<>();
        int x = 0;
        long at = 0;
        for (int i = 0; i < runs.length; i++) {
            long end = at + runs[i];
            while (i % 2 == 1 && at < end) {
                int of = (int) (at / height);
                if (of != x) {
                    parts.addAll(before);
                    before = of == x + 1 ? column : flushed(column, parts);
                    column = new ArrayList<>();
                    x = of;
                }
                int top = (int) (at - (long) x * height);
                long stop = Math.min(end, (long) (x + 1) * height);
                before = stretch(new Box(x, top, x + 1, top + (stop - at)), before, column);
                at = stop;
            }
            at = end;
        }
        parts.addAll(before);
        parts.addAll(column);
        return parts;
    }

    private static List<Box> flushed(List<Box> column, List<Box> parts) {
        parts.addAll(column);
        return List.of();
    }

    /** Adds a stretch to its column, widening the box before it if it can. @return the boxes before that are left */
    private static List<Box> stretch(Box stretch, List<Box> before, List<Box> column) {
        for (int b = 0; b < before.size(); b++) {
            Box box = before.get(b);
            if (box.x2() == stretch.x1() && box.y1() == stretch.y1() && box.y2() == stretch.y2()) {
                column.add(new Box(box.x1(), box.y1(), stretch.x2(), box.y2()));
                List<Box> left = new ArrayList<>(before);
                left.remove(b);
                return left;
            }
        }
        column.add(stretch);
        return before;
    }

    /** {@code [height * width]}, row by row: true where covered. */
    public boolean[] pixels() {
        boolean[] pixels = new boolean[width * height];
        int at = 0;
        for (int i = 0; i < runs.length; i++) {
            for (int end = at + runs[i]; at < end; at++) {
                pixels[at % height * width + at / height] = i % 2 == 1;
            }
        }
        return pixels;
    }

    /** Two masks are equal if they are of one size and cover the same pixels. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Mask mask
                && mask.width == width
                && mask.height == height
                && Arrays.equals(mask.pixels(), pixels());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(new long[] {width, height, area()});
    }

    @Override
    public String toString() {
        return area() + " of " + width + " x " + height + " pixels";
    }
}
