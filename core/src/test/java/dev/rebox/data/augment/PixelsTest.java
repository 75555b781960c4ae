package dev.rebox.data.augment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.data.image.RgbImage;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Light, blur and compression, which move no box. */
class PixelsTest {
    private static RgbImage pixel(int red, int green, int blue) {
        return new RgbImage(1, 1, new byte[] {(byte) red, (byte) green, (byte) blue});
    }

    private static int[] values(RgbImage image) {
        return new int[] {image.value(0, 0, 0), image.value(0, 0, 1), image.value(0, 0, 2)};
    }

    @Test
    void lightHasThreeFactors() {
        RgbImage pixel = pixel(100, 130, 160); // grey: 130
        assertThat(values(new Photometric(1, 1, 1).of(pixel))).containsExactly(100, 130, 160);
        assertThat(values(new Photometric(1.5, 1, 1).of(pixel))).containsExactly(150, 195, 240);
        assertThat(values(new Photometric(1, .5, 1).of(pixel))).containsExactly(114, 129, 144);
        assertThat(values(new Photometric(1, 1, 0).of(pixel))).containsExactly(130, 130, 130);
        assertThat(values(new Photometric(2, 2, 1).of(pixel))).containsExactly(144, 255, 255);
    }

    @Test
    void factorsStayWithinTheirRange() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 200; i++) {
            Photometric drawn = Photometric.draw(.25, random);
            assertThat(List.of(drawn.brightness(), drawn.contrast(), drawn.saturation()))
                    .allMatch(factor -> factor >= .75 && factor <= 1.25);
        }
    }

    @Test
    void blurSpreadsAPointEvenly() {
        byte[] rgb = new byte[3 * 9 * 9];
        Arrays.fill(rgb, 3 * (4 * 9 + 4), 3 * (4 * 9 + 4) + 3, (byte) 255);
        RgbImage blurred = Blur.of(new RgbImage(9, 9, rgb), 1);
        // The Gaussian of deviation 1 at 0 and 1: .3991 and .2420 of the sum from -3 to 3.
        assertThat(blurred.value(4, 4, 0)).isEqualTo(41); // 255 * .3991 * .3991 = 40.6
        assertThat(blurred.value(5, 4, 0)).isEqualTo(25); // 255 * .3991 * .2420 = 24.6
        assertThat(blurred.value(4, 3, 2)).isEqualTo(25);
        assertThat(blurred.value(3, 5, 1)).isEqualTo(15); // 255 * .2420 * .2420 = 14.9
        assertThat(blurred.value(8, 4, 0)).isZero();
    }

    @Test
    void blurKeepsWhatIsEvenUpToTheBorder() {
        byte[] rgb = new byte[3 * 4 * 3];
        Arrays.fill(rgb, (byte) 200);
        assertThat(Blur.of(new RgbImage(4, 3, rgb), 1.5).rgb()).isEqualTo(rgb);
    }

    @Test
    void compressionKeepsSizeAndLookButNotTheNumbers() {
        byte[] noise = new byte[3 * 32 * 16];
        new SplittableRandom(5).nextBytes(noise);
        RgbImage image = new RgbImage(32, 16, noise);
        RgbImage strong = JpegNoise.of(image, .2f);
        assertThat(strong.width()).isEqualTo(32);
        assertThat(strong.height()).isEqualTo(16);
        assertThat(distance(image, strong)).isGreaterThan(distance(image, JpegNoise.of(image, .95f)));
        assertThat(JpegNoise.of(image, .2f).rgb()).isEqualTo(strong.rgb());
    }

    private static long distance(RgbImage a, RgbImage b) {
        long sum = 0;
        for (int i = 0; i < a.rgb().length; i++) {
            sum += Math.abs((a.rgb()[i] & 0xFF) - (b.rgb()[i] & 0xFF));
        }
        return sum;
    }
}
