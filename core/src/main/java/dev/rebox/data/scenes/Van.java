package dev.rebox.data.scenes;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;
import java.util.SplittableRandom;

/** A delivery van that drives to the right, about 120 x 68 pixels. */
final class Van implements Sprite {
    private static final List<Integer> PAINTS = List.of(0xf0ead8, 0x3f79b8, 0x3f9a8a, 0xe0a53a, 0xa9b2ba);

    @Override
    public void draw(Graphics2D g, Light light, SplittableRandom random) {
        Color paint = Light.near(PAINTS.get(random.nextInt(PAINTS.size())), 14, random);
        Color stripe = Light.near(random.nextBoolean() ? 0x24507c : 0x5c3b70, 14, random);
        Path2D body = new Path2D.Double();
        body.moveTo(-58, -12);
        body.lineTo(-58, -60);
        body.quadTo(-58, -67, -51, -67);
        body.lineTo(26, -67);
        body.quadTo(33, -67, 37, -60);
        body.lineTo(47, -38);
        body.lineTo(56, -34);
        body.quadTo(60, -32, 60, -26);
        body.lineTo(60, -12);
        body.closePath();
        g.setPaint(light.across(paint, -58, 60));
        g.fill(body);
        g.setPaint(Light.glass(Light.shade(paint, .6), 130));
        g.fill(new RoundRectangle2D.Double(-52, -66, 76, 4, 4, 4)); // light on the roof
        g.setPaint(stripe);
        g.fill(new Rectangle2D.Double(-58, -33, 94, 7));
        window(g);
        g.setPaint(Light.glass(Light.shade(paint, -.6), 170));
        g.setStroke(new BasicStroke(1f));
        g.draw(new Line2D.Double(14, -64, 14, -14)); // door
        g.draw(new Line2D.Double(-20, -64, -20, -14));
        g.draw(body);
        g.setPaint(new Color(0x2b2b2e));
        g.fill(new RoundRectangle2D.Double(-60, -15, 122, 6, 5, 5)); // bumper
        g.setPaint(new Color(0xfff2b0));
        g.fill(new Ellipse2D.Double(54, -29, 6, 8));
        g.setPaint(new Color(0xa83226));
        g.fill(new Rectangle2D.Double(-58, -30, 3.5, 8));
        wheel(g, -34);
        wheel(g, 36);
    }

    private static void window(Graphics2D g) {
        Path2D glass = new Path2D.Double();
        glass.moveTo(18, -61);
        glass.lineTo(28, -61);
        glass.quadTo(31, -61, 33, -57);
        glass.lineTo(42, -38);
        glass.lineTo(18, -38);
        glass.closePath();
        g.setPaint(new Color(0x2c4456));
        g.fill(glass);
        g.setPaint(new Color(210, 232, 245, 110));
        g.setStroke(new BasicStroke(3f));
        g.draw(new Line2D.Double(23, -41, 31, -57));
    }

    private static void wheel(Graphics2D g, double x) {
        g.setPaint(new Color(0x1f1f21));
        g.fill(new Ellipse2D.Double(x - 12, -24, 24, 24));
        g.setPaint(new Color(0xa6abb0));
        g.fill(new Ellipse2D.Double(x - 6.5, -18.5, 13, 13));
        g.setPaint(new Color(0x4a4d52));
        g.fill(new Ellipse2D.Double(x - 2.5, -14.5, 5, 5));
    }
}
