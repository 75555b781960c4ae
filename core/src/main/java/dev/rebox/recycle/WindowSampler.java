package dev.rebox.recycle;

import dev.rebox.box.Box;
import dev.rebox.box.LabelledBox;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws the windows that the multi-object task labels (paper, section 3.1). Width and height are uniform from
 * {@value #MINIMUM_SIDE} pixels to the image's, the centre is uniform over the image; a window is clipped, a side
 * that this made too short is pushed back inside. A window that meets no box is drawn again.
 */
public final class WindowSampler {
    /** No side is shorter, pixels; an image's side below it is taken whole. */
    public static final int MINIMUM_SIDE = 32;

    /**
     * Draws before giving up on chance: enough for a box of a hundredth of the image, and a bound for one pixel in a
     * corner. The next window's centre is then drawn inside a box, which always meets it.
     */
    private static final int TRIES = 200;

    private WindowSampler() {}

    /** A seed that is the same for an image in every run and on every machine. */
    public static long seed(long seed, String imageId) {
        long hash = seed;
        for (int i = 0; i < imageId.length(); i++) {
            hash = hash * 0x100000001b3L + imageId.charAt(i) + 1;
        }
        return hash;
    }

    /**
     * The windows of one image: all inside it, each meeting a box. An image without boxes (or with none that has an
     * area inside) has one window only, which its label will call background.
     *
     * @param count windows wanted, the paper's 64
     * @param seed equal seeds give equal windows; see {@link #seed(long, String)}
     * @throws IllegalArgumentException for an image without area
     */
    public static List<Box> sample(int width, int height, List<LabelledBox> boxes, int count, long seed) {
        List<Box> solid = SolidBoxes.of(width, height, boxes, Integer.MAX_VALUE).stream()
                .map(LabelledBox::box)
                .toList();
        SplittableRandom random = new SplittableRandom(seed);
        if (solid.isEmpty()) {
            return List.of(draw(width, height, random));
        }
        List<Box> windows = new ArrayList<>(count);
        while (windows.size() < count) {
            windows.add(meeting(solid, width, height, random));
        }
        return List.copyOf(windows);
    }

    private static Box meeting(List<Box> boxes, int width, int height, SplittableRandom random) {
        for (int t = 0; t < TRIES; t++) {
            Box window = draw(width, height, random);
            if (boxes.stream().anyMatch(box -> box.intersection(window) > 0)) {
                return window;
            }
        }
        Box box = boxes.get(random.nextInt(boxes.size()));
        double x = box.x1() + random.nextDouble() * box.width();
        double y = box.y1() + random.nextDouble() * box.height();
        return window(x, y, width, height, random);
    }

    private static Box draw(int width, int height, SplittableRandom random) {
        return window(random.nextDouble() * width, random.nextDouble() * height, width, height, random);
    }

    private static Box window(double centerX, double centerY, int width, int height, SplittableRandom random) {
        double[] x = side(centerX, width, random);
        double[] y = side(centerY, height, random);
        return new Box(x[0], y[0], x[1], y[1]);
    }

    /** The two ends of one side of a window. */
    private static double[] side(double center, int limit, SplittableRandom random) {
        if (limit <= MINIMUM_SIDE) {
            return new double[] {0, limit};
        }
        double length = MINIMUM_SIDE + random.nextDouble() * (limit - MINIMUM_SIDE);
        double low = Math.max(0, center - length / 2);
        double high = Math.min(limit, center + length / 2);
        if (high - low < MINIMUM_SIDE) {
            return low == 0 ? new double[] {0, MINIMUM_SIDE} : new double[] {limit - MINIMUM_SIDE, limit};
        }
        return new double[] {low, high};
    }
}
