package dev.rebox.data.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RgbImageTest {
    /** Grey pixels of these values. */
    private static RgbImage grey(int width, int... values) {
        byte[] rgb = new byte[values.length * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) values[i / 3];
        }
        return new RgbImage(width, values.length / width, rgb);
    }

    private static String values(RgbImage image) {
        StringBuilder text = new StringBuilder();
        for (int y = 0; y < image.height(); y++) {
            text.append(y == 0 ? "" : "/");
            for (int x = 0; x < image.width(); x++) {
                text.append(x == 0 ? "" : " ").append(image.value(x, y, 1));
            }
        }
        return text.toString();
    }

    @Test
    void flipSwapsLeftAndRight() {
        assertThat(values(grey(3, 1, 2, 3, 4, 5, 6).flip())).isEqualTo("3 2 1/6 5 4");
    }

    /** EXIF's table: where the first row and the first column of the stored image are to be seen. */
    @ParameterizedTest
    @CsvSource({
        "1, 1 2 3/4 5 6",
        "2, 3 2 1/6 5 4",
        "3, 6 5 4/3 2 1",
        "4, 4 5 6/1 2 3",
        "5, 1 4/2 5/3 6",
        "6, 4 1/5 2/6 3",
        "7, 6 3/5 2/4 1",
        "8, 3 6/2 5/1 4"
    })
    void everyOrientationIsSetUpright(int orientation, String expected) {
        assertThat(values(grey(3, 1, 2, 3, 4, 5, 6).upright(orientation))).isEqualTo(expected);
    }

    @Test
    void enlargingInterpolatesBetweenPixelCentres() {
        // New centres lie at -0.25, 0.25, 0.75, 1.25 of the old pixel grid; outside the border colour goes on.
        assertThat(values(grey(2, 0, 100).resize(4, 1))).isEqualTo("0 25 75 100");
        assertThat(values(grey(1, 0, 100).resize(1, 4))).isEqualTo("0/25/75/100");
    }

    @Test
    void shrinkingByHalfInterpolates() {
        assertThat(values(grey(4, 10, 20, 30, 50).resize(2, 1))).isEqualTo("15 40");
    }

    @Test
    void shrinkingFurtherAveragesAllThatIsCovered() {
        assertThat(values(grey(6, 10, 20, 60, 3, 6, 9).resize(2, 1))).isEqualTo("30 6");
        // 5 pixels into 2: each covers two and a half, (10 + 20 + 0.5 * 60) / 2.5 and (0.5 * 60 + 30 + 40) / 2.5
        assertThat(values(grey(5, 10, 20, 60, 30, 40).resize(2, 1))).isEqualTo("24 40");
    }

    @Test
    void whiteStaysWhiteAtAnySize() {
        RgbImage white = grey(
                7, java.util.stream.IntStream.generate(() -> 255).limit(7 * 11).toArray());
        for (int size = 1; size < 40; size++) {
            byte[] rgb = white.resize(size, 41 - size).rgb();
            for (byte value : rgb) {
                assertThat(value & 0xFF).isEqualTo(255);
            }
        }
    }

    @Test
    void theShorterSideDecidesUnlessTheLongerGrowsTooLong() {
        ResizeRule rule = ResizeRule.STANDARD;
        assertThat(rule.of(500, 375)).isEqualTo(new ResizeRule.Target(800, 600, 1.6, 1.6));
        assertThat(rule.of(300, 600)).isEqualTo(new ResizeRule.Target(512, 1024, 512 / 300.0, 1024 / 600.0));
        assertThat(rule.of(1024, 600)).isEqualTo(new ResizeRule.Target(1024, 600, 1, 1));
    }
}
