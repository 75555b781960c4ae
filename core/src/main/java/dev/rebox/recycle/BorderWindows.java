package dev.rebox.recycle;

import dev.rebox.box.Box;
import dev.rebox.box.LabelledBox;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws the windows that the borders task labels: around the boxes of an image, each box in turn, half to twice as wide and
 * high, with the centre inside the box. Most cut their object. A window that shows no object well enough
 * ({@link BorderLabels#LEAST_IOU}) is drawn again.
 */
public final class BorderWindows {
    /** Draws before the box itself is taken. */
    private static final int TRIES = 50;

    private BorderWindows() {}

    /**
     * The windows of one image: all inside it, each with a label; none where no box has an area inside it.
     *
     * @param count windows wanted
     * @param seed equal seeds give equal windows
     * @throws IllegalArgumentException for an image without area
     */
    public static List<Box> sample(int width, int height, List<LabelledBox> boxes, int count, long seed) {
        List<Box> solid = SolidBoxes.of(width, height, boxes, Integer.MAX_VALUE).stream()
                .map(LabelledBox::box)
                .toList();
        if (solid.isEmpty()) {
            return List.of();
        }
        SplittableRandom random = new SplittableRandom(seed);
        int first = random.nextInt(solid.size());
        List<Box> windows = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            windows.add(near(solid.get((first + i) % solid.size()), solid, width, height, random));
        }
        return List.copyOf(windows);
    }

    private static Box near(Box box, List<Box> boxes, int width, int height, SplittableRandom random) {
        for (int t = 0; t < TRIES; t++) {
            double x = box.x1() + random.nextDouble() * box.width();
            double y = box.y1() + random.nextDouble() * box.height();
            double wide = box.width() * Math.pow(2, 2 * random.nextDouble() - 1);
            double high = box.height() * Math.pow(2, 2 * random.nextDouble() - 1);
            Box window = Box.ofSize(x - wide / 2, y - high / 2, wide, high).clip(width, height);
            if (BorderLabels.object(window, boxes) >= 0) {
                return window;
            }
        }
        return box;
    }
}
