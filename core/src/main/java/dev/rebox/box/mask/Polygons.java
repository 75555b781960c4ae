package dev.rebox.box.mask;

import java.util.Arrays;
import java.util.List;

/**
 * An object's outline as polygons: it covers what any of them does. A pixel is covered where pycocotools says so; an object
 * narrower than a pixel may cover none.
 */
public final class Polygons implements Segmentation {
    /** A point may lie outside its image, but not at the end of the world: its edges are walked along. */
    private static final double FARTHEST = 1e6;

    private final List<double[]> rings;

    /**
     * @param rings of {@code x, y, x, y ...} pixels each, three points at least; the last is joined to the first
     * @throws IllegalArgumentException saying what is wrong with a ring
     */
    public Polygons(List<double[]> rings) {
        for (double[] ring : rings) {
            if (ring.length < 6 || ring.length % 2 == 1) {
                throw new IllegalArgumentException(
                        "a polygon has " + ring.length + " numbers: it needs x and y of three points at least");
            }
            for (double value : ring) {
                if (!(Math.abs(value) <= FARTHEST)) {
                    throw new IllegalArgumentException("a point of its polygon lies at " + value);
                }
            }
        }
        this.rings = rings.stream().map(double[]::clone).toList();
    }

    /** Each {@code x, y, x, y ...} in pixels. */
    public List<double[]> rings() {
        return rings.stream().map(double[]::clone).toList();
    }

    @Override
    public Mask mask(int width, int height) {
        Mask.requireSize(width, height);
        boolean[] covered = new boolean[width * height];
        for (double[] ring : rings) {
            boolean[] turns = new PolygonEdges(width, height).turns(ring);
            boolean inside = false;
            for (int i = 0; i < covered.length; i++) {
                inside ^= turns[i];
                covered[i] |= inside;
            }
        }
        return Mask.of(width, height, (x, y) -> covered[x * height + y]);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Polygons polygons && Arrays.deepEquals(polygons.rings.toArray(), rings.toArray());
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(rings.toArray());
    }

    @Override
    public String toString() {
        return rings.size() + " polygons";
    }
}
