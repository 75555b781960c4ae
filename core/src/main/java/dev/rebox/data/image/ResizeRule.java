package dev.rebox.data.image;

/**
 * The size at which the network sees an image: the shorter side becomes {@code shorterSide}, unless the longer one would
 * then exceed {@code longerSide}, which decides in that case. Sides are kept in proportion up to rounding.
 */
public record ResizeRule(int shorterSide, int longerSide) {
    /** The published recipe for PASCAL VOC and COCO. */
    public static final ResizeRule STANDARD = new ResizeRule(600, 1024);

    public ResizeRule {
        if (shorterSide < 1 || longerSide < shorterSide) {
            throw new IllegalArgumentException("shorter side " + shorterSide + ", longer side " + longerSide);
        }
    }

    /** @param scaleX new width over old width; it differs from {@code scaleY} by the rounding to whole pixels */
    public record Target(int width, int height, double scaleX, double scaleY) {}

    /** Both sides larger or smaller by a factor. */
    public ResizeRule times(double factor) {
        int shorter = (int) Math.round(shorterSide * factor);
        return new ResizeRule(shorter, Math.max(shorter, (int) Math.round(longerSide * factor)));
    }

    public Target of(int width, int height) {
        double scale =
                Math.min((double) shorterSide / Math.min(width, height), (double) longerSide / Math.max(width, height));
        int newWidth = Math.max(1, (int) Math.round(width * scale));
        int newHeight = Math.max(1, (int) Math.round(height * scale));
        return new Target(newWidth, newHeight, (double) newWidth / width, (double) newHeight / height);
    }
}
