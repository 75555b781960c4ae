package dev.rebox.data.scenes;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.QuadCurve2D;
import java.util.SplittableRandom;

/** A sunflower, about 50 x 95 pixels. */
final class Sunflower implements Sprite {
    private static final int PETALS = 16;

    @Override
    public void draw(Graphics2D g, Light light, SplittableRandom random) {
        Color green = Light.near(0x4c8f2d, 16, random);
        Color yellow = Light.near(0xf6c21c, 12, random);
        Color seeds = Light.near(0x5a3616, 10, random);
        double height = 70 + random.nextDouble() * 10;
        double lean = (random.nextDouble() - .5) * 10;
        g.setStroke(new BasicStroke(5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.setPaint(Light.shade(green, -.25));
        g.draw(new QuadCurve2D.Double(0, -2, 0, -height / 2, lean, -height));
        g.setStroke(new BasicStroke(2f));
        g.setPaint(Light.shade(green, .2));
        g.draw(new QuadCurve2D.Double(light.side(), -2, light.side(), -height / 2, lean + light.side(), -height));
        leaf(g, green, light, 1, -height * .3);
        leaf(g, green, light, -1, -height * .48);
        AffineTransform upright = g.getTransform();
        g.translate(lean, -height);
        double radius = 22 + random.nextDouble() * 4;
        petals(g, Light.shade(yellow, -.28), radius, Math.PI / PETALS);
        petals(g, light.side() < 0 ? yellow : Light.shade(yellow, .08), radius * .95, 0);
        disc(g, seeds, light, radius * .5, random);
        g.setTransform(upright);
    }

    private static void petals(Graphics2D g, Color color, double radius, double turn) {
        Path2D petal = new Path2D.Double();
        petal.moveTo(0, 0);
        petal.quadTo(radius * .34, -radius * .6, 0, -radius);
        petal.quadTo(-radius * .34, -radius * .6, 0, 0);
        for (int p = 0; p < PETALS; p++) {
            double angle = turn + 2 * Math.PI * p / PETALS;
            AffineTransform rotation = AffineTransform.getRotateInstance(angle);
            g.setPaint(color);
            g.fill(petal.createTransformedShape(rotation));
            g.setPaint(Light.glass(Light.shade(color, -.4), 120));
            g.setStroke(new BasicStroke(.8f));
            g.draw(petal.createTransformedShape(rotation));
        }
    }

    private static void disc(Graphics2D g, Color color, Light light, double radius, SplittableRandom random) {
        g.setPaint(light.ball(color, 0, 0, radius * 1.3));
        g.fill(new Ellipse2D.Double(-radius, -radius, 2 * radius, 2 * radius));
        for (int i = 0; i < 40; i++) { // seeds on a spiral of golden angles
            double distance = radius * .92 * Math.sqrt((i + .5) / 40);
            double angle = i * 2.39996 + random.nextDouble() * .2;
            g.setPaint(Light.glass(Light.shade(color, i % 3 == 0 ? .35 : -.5), 200));
            g.fill(new Ellipse2D.Double(
                    StrictMath.cos(angle) * distance - .8, StrictMath.sin(angle) * distance - .8, 1.7, 1.7));
        }
    }

    private static void leaf(Graphics2D g, Color color, Light light, int side, double y) {
        Path2D leaf = new Path2D.Double();
        leaf.moveTo(0, y);
        leaf.quadTo(side * 10, y - 14, side * 24, y - 7);
        leaf.quadTo(side * 14, y + 5, 0, y);
        g.setPaint(side == light.side() ? Light.shade(color, .14) : Light.shade(color, -.2));
        g.fill(leaf);
        g.setPaint(Light.shade(color, -.45));
        g.setStroke(new BasicStroke(.8f));
        g.draw(new QuadCurve2D.Double(0, y, side * 12, y - 5, side * 23, y - 7));
    }
}
