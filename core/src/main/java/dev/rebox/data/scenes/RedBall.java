package dev.rebox.data.scenes;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.util.SplittableRandom;

/** A glossy red ball, 34 pixels wide: an apple or a toy, who knows. */
final class RedBall implements Sprite {
    private static final double RADIUS = 17;

    @Override
    public void draw(Graphics2D g, Light light, SplittableRandom random) {
        Color color = Light.near(0xd8262c, 22, random);
        g.setPaint(light.ball(color, 0, -RADIUS, RADIUS));
        g.fill(new Ellipse2D.Double(-RADIUS, -2 * RADIUS, 2 * RADIUS, 2 * RADIUS));
        g.setPaint(Light.glass(Light.shade(color, -.75), 90));
        g.draw(new Ellipse2D.Double(-RADIUS, -2 * RADIUS, 2 * RADIUS, 2 * RADIUS));
        for (int i = 0; i < 26; i++) { // freckles
            double angle = random.nextDouble() * 2 * Math.PI;
            double distance = Math.sqrt(random.nextDouble()) * RADIUS * .85;
            g.setPaint(Light.glass(Light.shade(color, .5), 110));
            g.fill(new Ellipse2D.Double(
                    StrictMath.cos(angle) * distance, StrictMath.sin(angle) * distance - RADIUS, 1.3, 1.3));
        }
    }
}
