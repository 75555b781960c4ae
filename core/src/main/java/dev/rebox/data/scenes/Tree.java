package dev.rebox.data.scenes;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.SplittableRandom;

/** A leafy tree, about 85 x 120 pixels. */
final class Tree implements Sprite {
    @Override
    public void draw(Graphics2D g, Light light, SplittableRandom random) {
        Color bark = Light.near(0x6b4a2f, 14, random);
        Color leaf = Light.near(random.nextDouble() < .75 ? 0x3f8a36 : 0x7d9433, 18, random);
        double crown = 36 + random.nextDouble() * 7;
        double height = 112 + random.nextDouble() * 14;
        double middle = -height + crown;
        trunk(g, bark, light, middle, random);
        leaves(g, Light.shade(leaf, -.5), 46, crown, middle, 0, 3, 11, random);
        leaves(g, leaf, 60, crown * .92, middle, light.side() * 3, -3, 9, random);
        leaves(g, Light.shade(leaf, .28), 34, crown * .62, middle, light.side() * crown * .24, -crown * .26, 6, random);
        leaves(g, Light.shade(leaf, .5), 14, crown * .4, middle, light.side() * crown * .3, -crown * .4, 3.5, random);
    }

    private static void trunk(Graphics2D g, Color bark, Light light, double top, SplittableRandom random) {
        Path2D trunk = new Path2D.Double();
        trunk.moveTo(-10, 0);
        trunk.quadTo(-5, -12, -4.5, top);
        trunk.lineTo(4.5, top);
        trunk.quadTo(5, -12, 11, 0);
        trunk.closePath();
        g.setPaint(light.across(bark, -7, 7));
        g.fill(trunk);
        g.setStroke(new BasicStroke(1f));
        for (int i = 0; i < 9; i++) {
            double x = -4 + random.nextDouble() * 8;
            double y = top * random.nextDouble();
            g.setPaint(Light.glass(Light.shade(bark, -.5), 150));
            g.draw(new Line2D.Double(x, y, x + 1, y + 6));
        }
    }

    /** Leaves in a disc, its middle moved by (dx, dy) from the crown's. */
    private static void leaves(
            Graphics2D g,
            Color color,
            int count,
            double radius,
            double middle,
            double dx,
            double dy,
            double size,
            SplittableRandom random) {
        for (int i = 0; i < count; i++) {
            double angle = random.nextDouble() * 2 * Math.PI;
            double distance = Math.sqrt(random.nextDouble()) * Math.max(1, radius - size);
            double r = size * (.7 + random.nextDouble() * .5);
            double x = dx + StrictMath.cos(angle) * distance;
            double y = middle + dy + StrictMath.sin(angle) * distance * .9;
            g.setPaint(Light.shade(color, (random.nextDouble() - .5) * .16));
            g.fill(new Ellipse2D.Double(x - r, y - r * .85, 2 * r, 1.7 * r));
        }
    }
}
