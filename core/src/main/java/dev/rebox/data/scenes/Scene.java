package dev.rebox.data.scenes;

import static java.util.Objects.requireNonNull;

import dev.rebox.box.mask.Mask;
import dev.rebox.data.Annotation;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One generated image and its labels.
 *
 * @param image {@value #WIDTH} x {@value #HEIGHT} pixels, RGB
 * @param annotations one a labelled thing: the pixels in which it is seen as its mask, its box tight around them
 */
public record Scene(BufferedImage image, List<Annotation> annotations) {
    public static final int WIDTH = 320;
    public static final int HEIGHT = 240;

    private static final int GRAIN = 5;

    /** The scene that a seed stands for: equal seeds and worlds, equal pixels. */
    public static Scene of(long seed, World world) {
        SplittableRandom random = new SplittableRandom(seed);
        Light light = Light.any(random);
        double horizon = 66 + random.nextDouble() * 34;
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Backdrop.draw(image, horizon, light, random);
        List<Placed> things = Layout.of(horizon, light, world, random, new SplittableRandom(~seed));
        Graphics2D g = Placed.smooth(image);
        for (Placed thing : things) {
            thing.drawShadow(g, light);
            thing.draw(g);
        }
        g.dispose();
        expose(image, light, random);
        return new Scene(image, annotations(things));
    }

    private static List<Annotation> annotations(List<Placed> things) {
        List<Visible> visible = Visible.of(things);
        List<Mask> masks = Visible.masks(things);
        List<Annotation> annotations = new ArrayList<>();
        for (int i = 0; i < things.size(); i++) {
            if (things.get(i).isLabelled()) {
                annotations.add(Annotation.of(
                                visible.get(i).box(),
                                requireNonNull(things.get(i).thing()).label())
                        .withSegmentation(masks.get(i)));
            }
        }
        return annotations;
    }

    /** The tint of the light, darker corners and a camera's grain. */
    private static void expose(BufferedImage image, Light light, SplittableRandom random) {
        int[] pixels = Placed.pixels(image);
        Color tint = light.tint();
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                double dx = (x - WIDTH / 2.0) / WIDTH;
                double dy = (y - HEIGHT / 2.0) / HEIGHT;
                double corner = 1 - .45 * (dx * dx + dy * dy);
                int at = y * WIDTH + x;
                int rgb = pixels[at];
                int red = (int) ((rgb >> 16 & 255) * corner * tint.getRed() / 255);
                int green = (int) ((rgb >> 8 & 255) * corner * tint.getGreen() / 255);
                int blue = (int) ((rgb & 255) * corner * tint.getBlue() / 255);
                pixels[at] = brighten(red << 16 | green << 8 | blue, random.nextInt(2 * GRAIN + 1) - GRAIN);
            }
        }
    }

    /** A pixel with an amount added to each channel. */
    static int brighten(int rgb, int amount) {
        return clamp((rgb >> 16 & 255) + amount) << 16
                | clamp((rgb >> 8 & 255) + amount) << 8
                | clamp((rgb & 255) + amount);
    }

    private static int clamp(int channel) {
        return Math.max(0, Math.min(255, channel));
    }
}
