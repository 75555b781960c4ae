package dev.rebox.data.scenes;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.SplittableRandom;

/** Plain things to put into a scene, and a light to see them by. */
final class TestThings {
    /** From the left, of full strength, colours as they are. */
    static final Light LEFT = new Light(-1, 1, Color.BLUE, Color.WHITE, Color.WHITE);

    private TestThings() {}

    /** A block of this size that stands with the middle of its foot on (x, y). */
    static Placed block(Thing thing, int x, int y, int width, int height) {
        Sprite sprite = (g, light, random) -> fill(g, -width / 2.0, -height, width, height);
        return Placed.of(thing, null, sprite, x, y, 1, LEFT, new SplittableRandom(1));
    }

    static void fill(Graphics2D g, double x, double y, double width, double height) {
        g.setPaint(Color.RED);
        g.fill(new Rectangle2D.Double(x, y, width, height));
    }
}
