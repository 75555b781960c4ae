package dev.rebox.data.scenes;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.QuadCurve2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.SplittableRandom;

/** Sky, hills and ground. They say nothing about what stands on them. */
final class Backdrop {
    private enum Ground {
        MEADOW(0x6f9f48, 0x87b35a),
        DRY_GRASS(0xa89f56, 0xbcb26c),
        SAND(0xcdb282, 0xdcc79c),
        EARTH(0x8d7050, 0xa38663);

        final int front;
        final int back;

        Ground(int front, int back) {
            this.front = front;
            this.back = back;
        }
    }

    private Backdrop() {}

    static void draw(BufferedImage image, double horizon, Light light, SplittableRandom random) {
        Graphics2D g = Placed.smooth(image);
        sky(g, horizon, light, random);
        hills(g, horizon, light, random);
        ground(g, image, horizon, light, random);
        g.dispose();
    }

    private static void sky(Graphics2D g, double horizon, Light light, SplittableRandom random) {
        g.setPaint(new GradientPaint(0, 0, light.skyTop(), 0, (float) horizon, light.skyLow()));
        g.fill(new Rectangle2D.Double(0, 0, Scene.WIDTH, horizon + 1));
        float sunX = light.side() < 0 ? 30 : Scene.WIDTH - 30;
        g.setPaint(new RadialGradientPaint(sunX, 18, 110, new float[] {0, .12f, 1}, new Color[] {
            new Color(255, 250, 225, 230), new Color(255, 245, 210, 110), new Color(255, 240, 200, 0)
        }));
        g.fill(new Rectangle2D.Double(0, 0, Scene.WIDTH, horizon + 1));
        int clouds = random.nextInt(5);
        for (int c = 0; c < clouds; c++) {
            double x = random.nextDouble() * Scene.WIDTH;
            double y = 8 + random.nextDouble() * horizon * .5;
            for (int puff = 0; puff < 7; puff++) {
                double radius = 8 + random.nextDouble() * 13;
                double dx = (random.nextDouble() - .5) * 64;
                double dy = (random.nextDouble() - .5) * 10;
                soft(g, Light.mix(Color.WHITE, light.skyLow(), .25), 120, x + dx, y + dy, radius * 1.5, radius * .8);
            }
        }
    }

    private static void hills(Graphics2D g, double horizon, Light light, SplittableRandom random) {
        for (int range = 0; range < 2; range++) {
            Color hill = Light.mix(Light.near(0x4f7a55, 18, random), light.skyLow(), .62 - .3 * range);
            double rise = 34 - 16 * range;
            Path2D path = new Path2D.Double();
            path.moveTo(0, horizon + 1);
            path.lineTo(0, horizon - rise * random.nextDouble());
            for (int x = 0; x < Scene.WIDTH; x += 80) {
                path.quadTo(
                        x + 40,
                        horizon - rise * (.3 + 1.2 * random.nextDouble()),
                        x + 80,
                        horizon - rise * .6 * random.nextDouble());
            }
            path.lineTo(Scene.WIDTH, horizon + 1);
            path.closePath();
            g.setPaint(hill);
            g.fill(path);
        }
    }

    private static void ground(
            Graphics2D g, BufferedImage image, double horizon, Light light, SplittableRandom random) {
        Ground kind = Ground.values()[random.nextInt(Ground.values().length)];
        Color front = Light.near(kind.front, 12, random);
        Color back = Light.mix(Light.near(kind.back, 12, random), light.skyLow(), .2);
        g.setPaint(new GradientPaint(0, (float) horizon, back, 0, Scene.HEIGHT, front));
        g.fill(new Rectangle2D.Double(0, horizon, Scene.WIDTH, Scene.HEIGHT - horizon));
        if (random.nextBoolean()) {
            path(g, horizon, random);
        }
        for (int patch = 0; patch < 9; patch++) {
            double y = horizon + random.nextDouble() * (Scene.HEIGHT - horizon);
            double near = (y - horizon) / (Scene.HEIGHT - horizon);
            Color color = random.nextBoolean() ? Light.shade(front, -.5) : Light.shade(front, .4);
            soft(g, color, 70, random.nextDouble() * Scene.WIDTH, y, 20 + 70 * near, 4 + 16 * near);
        }
        blades(g, front, horizon, random);
        speckle(image, (int) horizon, random);
    }

    private static void path(Graphics2D g, double horizon, SplittableRandom random) {
        double far = random.nextDouble() * Scene.WIDTH;
        double near = random.nextDouble() * Scene.WIDTH;
        double middle = (far + near) / 2 + (random.nextDouble() - .5) * 120;
        double bend = horizon + (Scene.HEIGHT - horizon) * .4;
        Path2D path = new Path2D.Double();
        path.moveTo(far - 4, horizon);
        path.quadTo(middle - 12, bend, near - 55, Scene.HEIGHT);
        path.lineTo(near + 55, Scene.HEIGHT);
        path.quadTo(middle + 12, bend, far + 4, horizon);
        path.closePath();
        g.setPaint(Light.glass(Light.near(0xb9ad97, 18, random), 210));
        g.fill(path);
    }

    private static void blades(Graphics2D g, Color ground, double horizon, SplittableRandom random) {
        for (int i = 0; i < 420; i++) {
            double depth = Math.sqrt(random.nextDouble());
            double y = horizon + depth * (Scene.HEIGHT - horizon);
            double x = random.nextDouble() * Scene.WIDTH;
            double length = 1.5 + 5 * depth;
            double lean = (random.nextDouble() - .5) * 3;
            g.setPaint(Light.glass(Light.shade(ground, random.nextDouble() < .6 ? -.35 : .3), 110));
            g.draw(new QuadCurve2D.Double(x, y, x, y - length / 2, x + lean, y - length));
        }
    }

    /** Fine texture on the ground. */
    private static void speckle(BufferedImage image, int horizon, SplittableRandom random) {
        int[] pixels = Placed.pixels(image);
        for (int i = horizon * Scene.WIDTH; i < pixels.length; i++) {
            pixels[i] = Scene.brighten(pixels[i], random.nextInt(25) - 12);
        }
    }

    /** A blurred ellipse. */
    private static void soft(Graphics2D g, Color color, int alpha, double x, double y, double rx, double ry) {
        java.awt.geom.AffineTransform upright = g.getTransform();
        g.translate(x, y);
        g.scale(rx, ry);
        g.setPaint(new RadialGradientPaint(
                0, 0, 1, new float[] {0, 1}, new Color[] {Light.glass(color, alpha), Light.glass(color, 0)}));
        g.fill(new Ellipse2D.Double(-1, -1, 2, 2));
        g.setTransform(upright);
    }
}
