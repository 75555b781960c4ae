package dev.rebox.data.scenes;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Something at its place in a scene: its image alone, and how large it is.
 *
 * @param thing its class, null for clutter
 * @param beside the thing around which it was put, null where it was put by itself
 * @param x where it stands, pixels
 * @param y where it stands, pixels: larger is nearer
 * @param image {@value #SIDE} x {@value #SIDE} pixels, transparent around it, (x, y) being its pixel ({@value #FOOT_X},
 *     {@value #FOOT_Y}); larger than any sprite
 * @param size how many of its pixels are solid, those outside the scene included
 */
record Placed(@Nullable Thing thing, @Nullable Thing beside, int x, int y, BufferedImage image, int size) {
    private static final int SIDE = 204;
    private static final int FOOT_X = 102;
    private static final int FOOT_Y = 192;
    private static final int SOLID = 128;

    static Placed of(
            @Nullable Thing thing,
            @Nullable Thing beside,
            Sprite sprite,
            int x,
            int y,
            double scale,
            Light light,
            SplittableRandom random) {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = smooth(image);
        boolean mirrored = random.nextBoolean();
        g.translate(FOOT_X, FOOT_Y);
        g.scale(mirrored ? -scale : scale, scale);
        sprite.draw(g, mirrored ? light.mirrored() : light, random);
        g.dispose();
        int size = 0;
        for (int argb : pixels(image)) {
            size += isSolid(argb) ? 1 : 0;
        }
        return new Placed(thing, beside, x, y, image, size);
    }

    boolean isLabelled() {
        return thing != null;
    }

    void draw(Graphics2D g) {
        g.drawImage(image, x - FOOT_X, y - FOOT_Y, null);
    }

    /** Writes a number into each cell of the scene that this thing covers. @param cells {@code [height * width]} */
    void mark(int[] cells, int number) {
        int[] pixels = pixels(image);
        int left = x - FOOT_X;
        int top = y - FOOT_Y;
        for (int py = Math.max(0, top); py < Math.min(Scene.HEIGHT, top + SIDE); py++) {
            for (int px = Math.max(0, left); px < Math.min(Scene.WIDTH, left + SIDE); px++) {
                if (isSolid(pixels[(py - top) * SIDE + px - left])) {
                    cells[py * Scene.WIDTH + px] = number;
                }
            }
        }
    }

    /** Its shadow on the ground: the thing in black, laid flat away from the light. */
    void drawShadow(Graphics2D g, Light light) {
        BufferedImage shadow = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_ARGB);
        int[] from = pixels(image);
        int[] to = pixels(shadow);
        int darkness = (int) (60 + 90 * light.strength());
        for (int i = 0; i < from.length; i++) {
            to[i] = ((from[i] >>> 24) * darkness / 255) << 24;
        }
        AffineTransform flat = AffineTransform.getTranslateInstance(x, y);
        flat.concatenate(new AffineTransform(1, 0, light.side() * .75, .3, 0, 0));
        flat.translate(-FOOT_X, -FOOT_Y);
        g.drawImage(shadow, flat, null);
    }

    static Graphics2D smooth(BufferedImage image) {
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        return g;
    }

    /** The pixels of an {@code INT} image, row by row, to read and to write. */
    static int[] pixels(BufferedImage image) {
        return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    }

    private static boolean isSolid(int argb) {
        return argb >>> 24 >= SOLID;
    }
}
