package dev.rebox.data.augment;

import dev.rebox.data.image.RgbImage;
import java.util.SplittableRandom;

/** A Gaussian blur, as of a camera that is out of focus. The pixels at the border count on beyond it. */
final class Blur {
    private static final double WEAKEST = 0.5;
    private static final double STRONGEST = 1.5;
    /** Deviations after which the weights end. */
    private static final double REACH = 3;

    private Blur() {}

    static RgbImage of(RgbImage image, SplittableRandom random) {
        return of(image, WEAKEST + random.nextDouble() * (STRONGEST - WEAKEST));
    }

    /** @param deviation of the Gaussian, pixels */
    static RgbImage of(RgbImage image, double deviation) {
        double[] weights = weights(deviation);
        float[] across = pass(toFloats(image.rgb()), image.width(), image.height(), 3, 3 * image.width(), weights);
        float[] both = pass(across, image.height(), image.width(), 3 * image.width(), 3, weights);
        byte[] rgb = new byte[both.length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) Math.max(0, Math.min(255, Math.round(both[i])));
        }
        return new RgbImage(image.width(), image.height(), rgb);
    }

    /** The weight of a pixel so far away, from 0 on; both sides together have the sum 1. */
    private static double[] weights(double deviation) {
        double[] weights = new double[(int) Math.ceil(REACH * deviation) + 1];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.exp(-i * i / (2 * deviation * deviation));
            sum += i == 0 ? weights[i] : 2 * weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    private static float[] toFloats(byte[] rgb) {
        float[] values = new float[rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            values[i] = rgb[i] & 0xFF;
        }
        return values;
    }

    /** @param step from one pixel of a line to the next @param stride from one line to the next */
    private static float[] pass(float[] values, int length, int lines, int step, int stride, double[] weights) {
        float[] result = new float[values.length];
        for (int line = 0; line < lines; line++) {
            for (int i = 0; i < length; i++) {
                for (int channel = 0; channel < 3; channel++) {
                    int start = line * stride + channel;
                    double sum = weights[0] * values[start + i * step];
                    for (int k = 1; k < weights.length; k++) {
                        sum += weights[k]
                                * (values[start + Math.max(0, i - k) * step]
                                        + values[start + Math.min(length - 1, i + k) * step]);
                    }
                    result[start + i * step] = (float) sum;
                }
            }
        }
        return result;
    }
}
