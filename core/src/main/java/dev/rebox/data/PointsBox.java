package dev.rebox.data;

import dev.rebox.box.Box;
import java.util.Optional;

/** The box around points. */
public final class PointsBox {
    private double x1 = Double.POSITIVE_INFINITY;
    private double y1 = Double.POSITIVE_INFINITY;
    private double x2 = Double.NEGATIVE_INFINITY;
    private double y2 = Double.NEGATIVE_INFINITY;

    /** A point that is not a number makes that there is no box. */
    public void add(double x, double y) {
        x1 = Math.min(x1, x);
        x2 = Math.max(x2, x);
        y1 = Math.min(y1, y);
        y2 = Math.max(y2, y);
    }

    /** Empty where the points have no area. */
    public Optional<Box> box() {
        return x2 > x1 && y2 > y1 ? Optional.of(new Box(x1, y1, x2, y2)) : Optional.empty();
    }

    /** The box around a box that is turned about its middle. @param degrees either way */
    public static Box rotated(double centerX, double centerY, double width, double height, double degrees) {
        double cos = Math.abs(Math.cos(Math.toRadians(degrees)));
        double sin = Math.abs(Math.sin(Math.toRadians(degrees)));
        double wide = width * cos + height * sin;
        double high = width * sin + height * cos;
        return Box.ofSize(centerX - wide / 2, centerY - high / 2, wide, high);
    }
}
