package dev.rebox.box.tile;

import dev.rebox.box.Box;
import java.util.ArrayList;
import java.util.List;

/**
 * How a large image is cut.
 *
 * @param side of a tile in pixels of the image
 * @param overlap the share of a side that neighbours have in common at least, 0 to below 1: an object no larger than it lies whole
 *     in a tile
 */
public record Tiling(int side, double overlap) {
    private static final int LEAST = 32;

    public Tiling {
        if (side < LEAST) {
            throw new IllegalArgumentException("a tile of " + side + " pixels is smaller than " + LEAST);
        }
        if (!(overlap >= 0 && overlap < 1)) {
            throw new IllegalArgumentException("an overlap of " + overlap + " is not from 0 to below 1");
        }
    }

    /** The tiles of an image, row by row: whole pixels, inside the image, evenly spread. One where the image is no larger. */
    public List<Box> of(int width, int height) {
        List<Box> tiles = new ArrayList<>();
        for (int y : starts(height)) {
            for (int x : starts(width)) {
                tiles.add(new Box(x, y, Math.min(width, x + side), Math.min(height, y + side)));
            }
        }
        return tiles;
    }

    private int[] starts(int length) {
        if (length <= side) {
            return new int[] {0};
        }
        int step = Math.max(1, (int) Math.floor(side * (1 - overlap)));
        int tiles = (length - side + step - 1) / step + 1;
        int[] starts = new int[tiles];
        for (int i = 0; i < tiles; i++) {
            starts[i] = (int) ((long) i * (length - side) / (tiles - 1)); // the last one ends with the image
        }
        return starts;
    }
}
