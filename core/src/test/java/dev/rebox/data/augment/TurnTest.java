package dev.rebox.data.augment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.box.Box;
import dev.rebox.data.Annotation;
import dev.rebox.data.image.RgbImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnTest {
    /** Three pixels across, two down: 1 2 3 above 4 5 6; a box around 3, and one around 4 and 5. */
    private static final BoxedImage IMAGE = new BoxedImage(
            new RgbImage(3, 2, new byte[] {1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5, 6, 6, 6}),
            List.of(Annotation.of(new Box(2, 0, 3, 1), 1), Annotation.of(new Box(0, 1, 2, 2), 2)));

    private static int[] pixels(BoxedImage image) {
        int[] red = new int[image.width() * image.height()];
        for (int i = 0; i < red.length; i++) {
            red[i] = image.image().rgb()[3 * i];
        }
        return red;
    }

    private static List<Box> boxes(BoxedImage image) {
        return image.annotations().stream().map(Annotation::box).toList();
    }

    @Test
    void aQuarterClockwise() {
        BoxedImage turned = Turn.of(IMAGE, 1);
        assertThat(turned.width()).isEqualTo(2);
        assertThat(pixels(turned)).containsExactly(4, 1, 5, 2, 6, 3);
        assertThat(boxes(turned)).containsExactly(new Box(1, 2, 2, 3), new Box(0, 0, 1, 2));
    }

    @Test
    void halfAndThreeQuarters() {
        assertThat(pixels(Turn.of(IMAGE, 2))).containsExactly(6, 5, 4, 3, 2, 1);
        assertThat(boxes(Turn.of(IMAGE, 2))).containsExactly(new Box(0, 1, 1, 2), new Box(1, 0, 3, 1));
        assertThat(pixels(Turn.of(IMAGE, 3))).containsExactly(3, 6, 2, 5, 1, 4);
        assertThat(boxes(Turn.of(IMAGE, 3))).containsExactly(new Box(0, 0, 1, 1), new Box(1, 1, 2, 3));
    }

    @Test
    void noneLeavesAllAsItIs() {
        assertThat(Turn.of(IMAGE, 0)).isSameAs(IMAGE);
    }
}
