package dev.rebox.data.augment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.box.Box;
import dev.rebox.data.Annotation;
import dev.rebox.data.image.ResizeRule;
import dev.rebox.data.image.RgbImage;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MosaicTest {
    private static BoxedImage plain(int width, int height, int value, Box box, int label) {
        byte[] rgb = new byte[3 * width * height];
        Arrays.fill(rgb, (byte) value);
        return new BoxedImage(new RgbImage(width, height, rgb), List.of(Annotation.of(box, label)));
    }

    private static final List<BoxedImage> FOUR = List.of(
            plain(20, 20, 10, new Box(0, 0, 20, 20), 1),
            plain(40, 20, 20, new Box(10, 0, 20, 10), 2),
            plain(10, 20, 30, new Box(0, 10, 10, 20), 3),
            plain(20, 20, 40, new Box(5, 5, 15, 15), 4));

    @Test
    void eachImageIsWholeInItsQuarter() {
        // They meet at (10, 10) of 20 x 20: each quarter is 10 x 10.
        BoxedImage mosaic = Mosaic.of(FOUR, 20, 20, 10, 10);
        assertThat(mosaic.annotations())
                .extracting(Annotation::box)
                .containsExactly(
                        new Box(0, 0, 10, 10), // half as large
                        new Box(12.5, 5, 15, 7.5), // a quarter as large: 10 x 5, its lower left corner where all meet
                        new Box(5, 15, 10, 20), // half as large: 5 x 10, its upper right corner there
                        new Box(12.5, 12.5, 17.5, 17.5));
        assertThat(mosaic.annotations()).extracting(Annotation::label).containsExactly(1, 2, 3, 4);
        assertThat(mosaic.image().value(0, 0, 0)).isEqualTo(10);
        assertThat(mosaic.image().value(10, 4, 0)).as("above the flat image").isEqualTo(114);
        assertThat(mosaic.image().value(10, 5, 0)).isEqualTo(20);
        assertThat(mosaic.image().value(4, 10, 0)).as("beside the narrow image").isEqualTo(114);
        assertThat(mosaic.image().value(5, 10, 0)).isEqualTo(30);
        assertThat(mosaic.image().value(19, 19, 2)).isEqualTo(40);
    }

    @Test
    void theCanvasIsThatOfTheFirst() {
        BoxedImage mosaic = Mosaic.of(FOUR, new ResizeRule(40, 100), new SplittableRandom(1));
        assertThat(mosaic.width()).isEqualTo(40);
        assertThat(mosaic.height()).isEqualTo(40);
    }

    @Test
    void whatIsLessThanAPixelThenIsGone() {
        BoxedImage tiny = plain(200, 200, 1, new Box(0, 0, 10, 100), 1);
        assertThat(Mosaic.of(List.of(tiny, tiny, tiny, tiny), 20, 20, 10, 10).annotations())
                .isEmpty();
    }
}
