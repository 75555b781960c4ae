package dev.rebox.data.scenes;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.SplittableRandom;

/** A box of planks, about 50 x 44 pixels: a hive or a crate, who knows. */
final class WoodenBox implements Sprite {
    private static final int PLANKS = 4;

    @Override
    public void draw(Graphics2D g, Light light, SplittableRandom random) {
        Color wood = Light.near(0xc08a4e, 22, random);
        double width = 40 + random.nextDouble() * 6;
        double height = 33 + random.nextDouble() * 5;
        double depth = 9;
        double left = -width / 2 - depth / 2;
        g.setPaint(Light.shade(wood, .32));
        g.fill(quad(
                left,
                -height,
                left + width,
                -height,
                left + width + depth,
                -height - depth,
                left + depth,
                -height - depth));
        g.setPaint(Light.shade(wood, light.side() > 0 ? -.12 : -.5));
        g.fill(quad(
                left + width,
                0,
                left + width,
                -height,
                left + width + depth,
                -height - depth,
                left + width + depth,
                -depth));
        g.setPaint(light.across(wood, left, left + width));
        g.fill(new Rectangle2D.Double(left, -height, width, height));
        double plank = height / PLANKS;
        for (int p = 0; p < PLANKS; p++) {
            double top = -height + p * plank;
            grain(g, wood, left, top, width, plank, random);
            g.setPaint(Light.glass(Light.shade(wood, -.75), 210));
            g.setStroke(new BasicStroke(1.3f));
            g.draw(new Line2D.Double(left, top, left + width, top));
            g.draw(new Line2D.Double(left + width, top, left + width + depth, top - depth));
        }
        g.setPaint(Light.shade(wood, -.18));
        g.fill(new Rectangle2D.Double(left, -height, 6, height));
        g.fill(new Rectangle2D.Double(left + width - 6, -height, 6, height));
        g.setPaint(Light.shade(wood, -.8));
        g.draw(new Rectangle2D.Double(left, -height, width, height));
        for (int p = 0; p < PLANKS; p++) {
            g.fill(new Ellipse2D.Double(left + 2, -height + (p + .5) * plank - 1, 2, 2));
            g.fill(new Ellipse2D.Double(left + width - 4, -height + (p + .5) * plank - 1, 2, 2));
        }
    }

    private static void grain(
            Graphics2D g, Color wood, double left, double top, double width, double height, SplittableRandom random) {
        g.setStroke(new BasicStroke(.8f));
        for (int i = 0; i < 5; i++) {
            double y = top + 1.5 + random.nextDouble() * (height - 3);
            double x = left + random.nextDouble() * width * .6;
            g.setPaint(Light.glass(Light.shade(wood, random.nextDouble() < .5 ? -.4 : .3), 120));
            g.draw(new Line2D.Double(x, y, Math.min(left + width, x + 6 + random.nextDouble() * width * .5), y));
        }
    }

    private static Path2D quad(double x1, double y1, double x2, double y2, double x3, double y3, double x4, double y4) {
        Path2D path = new Path2D.Double();
        path.moveTo(x1, y1);
        path.lineTo(x2, y2);
        path.lineTo(x3, y3);
        path.lineTo(x4, y4);
        path.closePath();
        return path;
    }
}
