package dev.rebox.data.scenes;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.QuadCurve2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;
import java.util.SplittableRandom;

/** A dog that looks to the right, about 75 x 58 pixels. */
final class Dog implements Sprite {
    private static final List<Integer> COATS = List.of(0x8a5a33, 0x3d342f, 0xd8c3a2, 0xb98145);

    @Override
    public void draw(Graphics2D g, Light light, SplittableRandom random) {
        Color coat = Light.near(COATS.get(random.nextInt(COATS.size())), 12, random);
        Color spot = Light.shade(coat, coat.getRed() > 150 ? -.5 : .55);
        g.setStroke(new BasicStroke(5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.setPaint(Light.shade(coat, -.12));
        g.draw(new QuadCurve2D.Double(-25, -30, -38, -32, -36, -46 - random.nextDouble() * 5)); // tail
        leg(g, Light.shade(coat, -.35), -15);
        leg(g, Light.shade(coat, -.35), 17);
        leg(g, coat, -22);
        leg(g, coat, 11);
        g.setPaint(light.ball(coat, -2, -28, 26));
        g.fill(new RoundRectangle2D.Double(-29, -39, 54, 22, 22, 22)); // body
        g.setPaint(Light.glass(spot, 235));
        g.fill(new Ellipse2D.Double(-16 + random.nextDouble() * 10, -37, 17, 13));
        neckAndHead(g, coat, spot, light);
        collar(g, random);
    }

    private static void leg(Graphics2D g, Color color, double x) {
        g.setPaint(color);
        g.fill(new RoundRectangle2D.Double(x - 3.5, -24, 7.5, 24, 6, 6));
        g.fill(new RoundRectangle2D.Double(x - 3.5, -5, 10.5, 5, 5, 5)); // paw
    }

    private static void neckAndHead(Graphics2D g, Color coat, Color spot, Light light) {
        Path2D neck = new Path2D.Double();
        neck.moveTo(10, -36);
        neck.lineTo(19, -52);
        neck.lineTo(31, -44);
        neck.lineTo(24, -24);
        neck.closePath();
        g.setPaint(coat);
        g.fill(neck);
        g.setPaint(light.ball(coat, 26, -50, 12));
        g.fill(new Ellipse2D.Double(15, -60, 22, 20));
        g.setPaint(Light.shade(coat, .12));
        g.fill(new RoundRectangle2D.Double(28, -52, 17, 10, 9, 9)); // muzzle
        g.setPaint(new Color(0x1d1918));
        g.fill(new Ellipse2D.Double(41, -53, 5, 4.5));
        g.fill(new Ellipse2D.Double(28.5, -55, 3.4, 3.4));
        g.setPaint(Color.WHITE);
        g.fill(new Ellipse2D.Double(29.6, -54.6, 1.2, 1.2));
        g.setPaint(Light.shade(spot, -.1));
        Path2D ear = new Path2D.Double();
        ear.moveTo(18, -60);
        ear.quadTo(9, -57, 13, -42);
        ear.quadTo(23, -44, 24, -58);
        ear.closePath();
        g.fill(ear);
    }

    private static void collar(Graphics2D g, SplittableRandom random) {
        g.setStroke(new BasicStroke(3f));
        g.setPaint(Light.near(0x2a66c8, 30, random));
        g.draw(new QuadCurve2D.Double(14, -42, 22, -36, 29, -38));
    }
}
