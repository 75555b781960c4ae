package dev.rebox.box.mask;

/** Masks moved as their image is. */
public final class MaskMoves {
    private MaskMoves() {}

    /** Turned by 90 degrees clockwise: what was at the left is above then. */
    public static Mask clockwise(Mask mask) {
        boolean[] pixels = mask.pixels();
        int width = mask.height();
        return Mask.of(width, mask.width(), (x, y) -> pixels[(width - 1 - x) * mask.width() + y]);
    }

    /**
     * On a canvas of another size; what lies beyond it is gone.
     *
     * @param left where the mask's left edge comes to lie, pixels; below 0 where that is cut off
     * @param top likewise
     */
    public static Mask placed(Mask mask, int left, int top, int width, int height) {
        boolean[] pixels = mask.pixels();
        return Mask.of(width, height, (x, y) -> {
            int fromX = x - left;
            int fromY = y - top;
            return fromX >= 0
                    && fromY >= 0
                    && fromX < mask.width()
                    && fromY < mask.height()
                    && pixels[fromY * mask.width() + fromX];
        });
    }

    /** In another size: each pixel is what the old one under its middle was. */
    public static Mask resize(Mask mask, int width, int height) {
        boolean[] pixels = mask.pixels();
        return Mask.of(
                width,
                height,
                (x, y) -> pixels[from(y, height, mask.height()) * mask.width() + from(x, width, mask.width())]);
    }

    private static int from(int at, int side, int before) {
        return (int) Math.min(before - 1, (2L * at + 1) * before / (2L * side));
    }
}
