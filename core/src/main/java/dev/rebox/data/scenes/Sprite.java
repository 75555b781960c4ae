package dev.rebox.data.scenes;

import java.awt.Graphics2D;
import java.util.SplittableRandom;

/** How a thing looks. */
@FunctionalInterface
interface Sprite {
    /**
     * Draws the thing standing on (0, 0), upwards being negative y, in pixels at scale 1.
     *
     * @param random varies its colours and proportions
     */
    void draw(Graphics2D g, Light light, SplittableRandom random);
}
