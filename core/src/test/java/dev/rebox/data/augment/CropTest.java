package dev.rebox.data.augment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.box.Box;
import dev.rebox.data.Annotation;
import dev.rebox.data.image.RgbImage;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CropTest {
    /** Red is the column, green the row. */
    private static RgbImage chart(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < width * height; i++) {
            rgb[3 * i] = (byte) (i % width);
            rgb[3 * i + 1] = (byte) (i / width);
        }
        return new RgbImage(width, height, rgb);
    }

    private static Annotation crowd(Box box) {
        return new Annotation(box, 1, false, false, true, box.area());
    }

    @Test
    void boxesFollowThePixels() {
        BoxedImage image = new BoxedImage(
                chart(100, 50),
                List.of(
                        Annotation.of(new Box(30, 20, 40, 30), 1),
                        Annotation.of(new Box(90, 0, 100, 10), 2),
                        crowd(new Box(0, 0, 25, 25))));
        BoxedImage part = Crop.cut(image, 20, 10, 50, 25);
        assertThat(part.image().value(0, 0, 0)).isEqualTo(20);
        assertThat(part.image().value(49, 24, 1)).isEqualTo(34);
        assertThat(part.annotations())
                .extracting(Annotation::box)
                .containsExactly(new Box(10, 10, 20, 20), new Box(0, 0, 5, 15));
        assertThat(part.annotations()).extracting(Annotation::crowd).containsExactly(false, true);
    }

    @Test
    void noBoxIsCutAndOneIsAlwaysThere() {
        List<Annotation> boxes = List.of(
                Annotation.of(new Box(5, 5, 35, 30), 1),
                Annotation.of(new Box(60, 10, 95, 45), 2),
                crowd(new Box(0, 40, 100, 50)));
        BoxedImage image = new BoxedImage(chart(100, 50), boxes);
        int parts = 0;
        for (int seed = 0; seed < 300; seed++) {
            BoxedImage part = Crop.of(image, new SplittableRandom(seed));
            int x = part.image().value(0, 0, 0);
            int y = part.image().value(0, 0, 1);
            List<Box> objects = part.annotations().stream()
                    .filter(a -> !a.crowd())
                    .map(a -> new Box(
                            a.box().x1() + x,
                            a.box().y1() + y,
                            a.box().x2() + x,
                            a.box().y2() + y))
                    .toList();
            assertThat(objects).isNotEmpty();
            assertThat(List.of(boxes.get(0).box(), boxes.get(1).box())).containsAll(objects);
            assertThat(part.width()).isBetween(50, 100);
            parts += part.width() < 100 ? 1 : 0;
        }
        assertThat(parts).isGreaterThan(250);
    }

    @Test
    void oneThatFillsTheImageKeepsItWhole() {
        BoxedImage image = new BoxedImage(chart(40, 40), List.of(Annotation.of(new Box(0, 0.5, 40, 40), 1)));
        BoxedImage part = Crop.of(image, new SplittableRandom(1));
        assertThat(part.width()).isEqualTo(40);
        assertThat(part.annotations()).containsExactly(image.annotations().get(0));
    }

    @Test
    void anImageWithoutBoxesMayBeCutAnywhere() {
        BoxedImage part = Crop.of(new BoxedImage(chart(40, 40), List.of()), new SplittableRandom(3));
        assertThat(part.width()).isBetween(20, 40);
    }
}
