package dev.rebox.box;

/**
 * A box in pixels, continuous and 0-based: it covers {@code [x1, x2) x [y1, y2)}, so that its width is {@code x2 - x1}.
 * A PASCAL VOC box (1-based, both ends inside) {@code xmin..xmax} is {@code x1 = xmin - 1, x2 = xmax} here, which keeps its width.
 */
public record Box(double x1, double y1, double x2, double y2) {

    /** A box from its corner and its size, as COCO writes it. */
    public static Box ofSize(double x, double y, double width, double height) {
        return new Box(x, y, x + width, y + height);
    }

    public double width() {
        return x2 - x1;
    }

    public double height() {
        return y2 - y1;
    }

    public double centerX() {
        return (x1 + x2) / 2;
    }

    public double centerY() {
        return (y1 + y2) / 2;
    }

    /** True where the box covers nothing, not being wider and higher than 0 (NaN included). */
    public boolean isEmpty() {
        return !(x2 > x1 && y2 > y1);
    }

    /** Square pixels; 0 for an empty box. */
    public double area() {
        return isEmpty() ? 0 : width() * height();
    }

    /** Square pixels that both boxes cover. */
    public double intersection(Box other) {
        double w = Math.min(x2, other.x2) - Math.max(x1, other.x1);
        double h = Math.min(y2, other.y2) - Math.max(y1, other.y1);
        return w > 0 && h > 0 ? w * h : 0;
    }

    /** Intersection over union, 0 where neither has an area. */
    public double iou(Box other) {
        double both = intersection(other);
        return both == 0 ? 0 : both / (area() + other.area() - both);
    }

    /** The part inside an image of this size; it may be empty. */
    public Box clip(double width, double height) {
        return new Box(clamp(x1, width), clamp(y1, height), clamp(x2, width), clamp(y2, height));
    }

    /** The box as seen in the mirror: left and right swapped in an image of this width. */
    public Box flip(double imageWidth) {
        return new Box(imageWidth - x2, y1, imageWidth - x1, y2);
    }

    /** The box in an image whose sides were multiplied by these factors. */
    public Box scale(double x, double y) {
        return new Box(x1 * x, y1 * y, x2 * x, y2 * y);
    }

    private static double clamp(double value, double limit) {
        return Math.max(0, Math.min(limit, value));
    }
}
