package dev.rebox.data.scenes;

import java.awt.Color;
import java.awt.LinearGradientPaint;
import java.awt.Paint;
import java.awt.RadialGradientPaint;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Where the light of a scene comes from and what it does to colours.
 *
 * @param side -1 from the left, 1 from the right
 * @param strength of the difference between the lit and the dark side, 0..1
 * @param skyTop colour of the sky
 * @param skyLow colour above the horizon
 * @param tint what the whole image is multiplied with
 */
record Light(int side, double strength, Color skyTop, Color skyLow, Color tint) {
    private record Hour(double strength, int skyTop, int skyLow, int tint) {}

    private static final List<Hour> HOURS = List.of(
            new Hour(.55, 0x3f86d6, 0xcfe8f7, 0xffffff), // noon
            new Hour(.65, 0x7aa7d9, 0xfde3bd, 0xfff1dc), // morning
            new Hour(.75, 0x54508f, 0xf7a36c, 0xf2cdb4), // evening
            new Hour(.30, 0x8d9aa8, 0xd7dde1, 0xdfe5ea)); // clouds

    static Light any(SplittableRandom random) {
        Hour hour = HOURS.get(random.nextInt(HOURS.size()));
        return new Light(
                random.nextBoolean() ? 1 : -1,
                hour.strength,
                new Color(hour.skyTop),
                new Color(hour.skyLow),
                new Color(hour.tint));
    }

    /** The light as a thing sees it that is drawn mirrored. */
    Light mirrored() {
        return new Light(-side, strength, skyTop, skyLow, tint);
    }

    /** Lit on one side, dark on the other, for a surface from x = left to right. */
    Paint across(Color color, double left, double right) {
        Color lit = shade(color, .22 * strength);
        Color dark = shade(color, -.55 * strength);
        Color first = side < 0 ? lit : dark;
        Color last = side < 0 ? dark : lit;
        return new LinearGradientPaint(
                (float) left, 0, (float) right, 0, new float[] {0, .5f, 1}, new Color[] {first, color, last});
    }

    /** A ball with its highlight towards the light. */
    Paint ball(Color color, double x, double y, double radius) {
        float focusX = (float) (x + side * radius * .42);
        float focusY = (float) (y - radius * .45);
        return new RadialGradientPaint(
                focusX, focusY, (float) (radius * 1.65), new float[] {0, .14f, .5f, 1}, new Color[] {
                    shade(color, .75), shade(color, .28), color, shade(color, -.45 - .35 * strength)
                });
    }

    /** A colour mixed with white (amount over 0) or black (under 0). */
    static Color shade(Color color, double amount) {
        return mix(color, amount > 0 ? Color.WHITE : Color.BLACK, Math.min(1, Math.abs(amount)));
    }

    /** The colour between two: 0 is the first, 1 the second. */
    static Color mix(Color a, Color b, double share) {
        return new Color(
                (int) Math.round(a.getRed() + (b.getRed() - a.getRed()) * share),
                (int) Math.round(a.getGreen() + (b.getGreen() - a.getGreen()) * share),
                (int) Math.round(a.getBlue() + (b.getBlue() - a.getBlue()) * share));
    }

    /** A colour near another: each channel moved by up to {@code spread}. */
    static Color near(int rgb, int spread, SplittableRandom random) {
        Color color = new Color(rgb);
        return new Color(
                moved(color.getRed(), spread, random),
                moved(color.getGreen(), spread, random),
                moved(color.getBlue(), spread, random));
    }

    static Color glass(Color color, int alpha) {
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha);
    }

    private static int moved(int channel, int spread, SplittableRandom random) {
        return Math.max(0, Math.min(255, channel - spread + random.nextInt(2 * spread + 1)));
    }
}
