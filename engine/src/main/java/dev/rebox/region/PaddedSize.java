package dev.rebox.region;

/**
 * The common size to which the images of a batch are padded, at the right and below, and their own sizes in it.
 *
 * @param width pixels, common to all
 * @param widths pixels, one an image
 */
public record PaddedSize(int width, int height, int[] widths, int[] heights) {
    /**
     * Padded sizes are multiples of this, so that few different ones occur (the engine prepares itself for each): a cell of
     * the feature map, so that every number is computed for a cell that the image has a part in.
     */
    public static final int STEP = 16;

    /** The smallest frame around images of these sizes. */
    public static PaddedSize around(int[] widths, int[] heights) {
        return new PaddedSize(roundUp(max(widths)), roundUp(max(heights)), widths, heights);
    }

    public int images() {
        return widths.length;
    }

    private static int max(int[] values) {
        int max = 0;
        for (int value : values) {
            max = Math.max(max, value);
        }
        return max;
    }

    private static int roundUp(int size) {
        return (size + STEP - 1) / STEP * STEP;
    }
}
