package dev.rebox.box.mask;

/**
 * Where a polygon's border crosses the columns of an image, as pycocotools has it: the border is walked along in steps of a
 * fifth of a pixel, and a crossing is noted where the walk passes the middle of a column.
 */
final class PolygonEdges {
    private static final double STEPS = 5;

    private final int width;
    private final int height;
    private final boolean[] turns;
    private boolean walking;
    private int lastX;
    private int lastY;

    PolygonEdges(int width, int height) {
        this.width = width;
        this.height = height;
        turns = new boolean[width * height];
    }

    /** {@code [width * height]}, down the columns: true where a column's pixels change between free and covered. */
    boolean[] turns(double[] ring) {
        int points = ring.length / 2;
        for (int i = 0; i < points; i++) {
            int next = (i + 1) % points;
            walk(fine(ring[2 * i]), fine(ring[2 * i + 1]), fine(ring[2 * next]), fine(ring[2 * next + 1]));
        }
        return turns;
    }

    private static int fine(double value) {
        return (int) (STEPS * value + .5);
    }

    /** One edge, point by point. It is computed from its lower end on, so that it is the same in both directions. */
    private void walk(int fromX, int fromY, int toX, int toY) {
        int wide = Math.abs(toX - fromX);
        int high = Math.abs(toY - fromY);
        boolean flat = wide >= high;
        boolean backwards = flat ? fromX > toX : fromY > toY;
        int x = backwards ? toX : fromX;
        int y = backwards ? toY : fromY;
        int endX = backwards ? fromX : toX;
        int endY = backwards ? fromY : toY;
        int steps = Math.max(wide, high);
        double slope = steps == 0 ? 0 : (flat ? endY - y : endX - x) / (double) steps;
        for (int d = 0; d <= steps; d++) {
            int t = backwards ? steps - d : d;
            if (flat) {
                step(t + x, (int) (y + slope * t + .5));
            } else {
                step((int) (x + slope * t + .5), t + y);
            }
        }
    }

    private void step(int x, int y) {
        if (walking && x != lastX) {
            cross(x < lastX ? x : x - 1, Math.min(y, lastY));
        }
        walking = true;
        lastX = x;
        lastY = y;
    }

    /** @param x the fine column left of the crossing @param y the fine row above it */
    private void cross(int x, int y) {
        double column = (x + .5) / STEPS - .5;
        if (column != Math.floor(column) || column < 0 || column > width - 1) {
            return;
        }
        double row = Math.ceil(Math.max(0, Math.min(height, (y + .5) / STEPS - .5)));
        int at = (int) column * height + (int) row;
        if (at < turns.length) { // below the last pixel nothing begins
            turns[at] ^= true;
        }
    }
}
