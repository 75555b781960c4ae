package dev.rebox.data.augment;

import dev.rebox.data.image.RgbImage;
import java.util.SplittableRandom;

/**
 * Another light: every value becomes {@code grey + saturation (value - grey)}, where grey is the pixel's mean of red, green and
 * blue, then {@code 128 + contrast (value - 128)}, then {@code brightness value}, cut to 0..255.
 *
 * @param brightness about 1
 * @param contrast about 1
 * @param saturation about 1; 0 is grey
 */
record Photometric(double brightness, double contrast, double saturation) {
    private static final double MIDDLE = 128;

    /** Each factor from {@code 1 - range} to {@code 1 + range}. */
    static Photometric draw(double range, SplittableRandom random) {
        return new Photometric(factor(range, random), factor(range, random), factor(range, random));
    }

    private static double factor(double range, SplittableRandom random) {
        return 1 + range * (2 * random.nextDouble() - 1);
    }

    RgbImage of(RgbImage image) {
        byte[] rgb = image.rgb();
        byte[] result = new byte[rgb.length];
        for (int i = 0; i < rgb.length; i += 3) {
            double grey = ((rgb[i] & 0xFF) + (rgb[i + 1] & 0xFF) + (rgb[i + 2] & 0xFF)) / 3.0;
            for (int channel = i; channel < i + 3; channel++) {
                double value = grey + saturation * ((rgb[channel] & 0xFF) - grey);
                value = brightness * (MIDDLE + contrast * (value - MIDDLE));
                result[channel] = (byte) Math.max(0, Math.min(255, Math.round(value)));
            }
        }
        return new RgbImage(image.width(), image.height(), result);
    }
}
