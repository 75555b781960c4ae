package dev.rebox.data.augment;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.box.Box;
import dev.rebox.box.mask.Mask;
import dev.rebox.box.mask.Polygons;
import dev.rebox.box.mask.Segmentation;
import dev.rebox.data.Annotation;
import dev.rebox.data.image.ResizeRule;
import dev.rebox.data.image.RgbImage;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Masks follow the pixels: the object is white, and after any movement the mask covers what is white. */
class MovedMasksTest {
    private static final int WIDTH = 40;
    private static final int HEIGHT = 24;

    /** An L of 4 pixels' width in a black image, as a mask. */
    private static BoxedImage image() {
        Mask mask = Mask.of(WIDTH, HEIGHT, (x, y) -> x >= 8 && x < 24 && y >= 4 && y < 20 && (x < 12 || y >= 16));
        byte[] rgb = new byte[3 * WIDTH * HEIGHT];
        boolean[] pixels = mask.pixels();
        for (int i = 0; i < pixels.length; i++) {
            Arrays.fill(rgb, 3 * i, 3 * i + 3, (byte) (pixels[i] ? 255 : 0));
        }
        Annotation thing = Annotation.of(new Box(8, 4, 24, 20), 1).withSegmentation(mask);
        return new BoxedImage(new RgbImage(WIDTH, HEIGHT, rgb), List.of(thing));
    }

    private static Mask mask(BoxedImage image, int annotation) {
        Segmentation outline =
                requireNonNull(image.annotations().get(annotation).segmentation());
        return outline.mask(image.width(), image.height());
    }

    private static Mask white(BoxedImage image) {
        return Mask.of(image.width(), image.height(), (x, y) -> image.image().value(x, y, 0) > 200);
    }

    @Test
    void turnedCutAndResizedByAWholeFactor() {
        for (int quarters = 0; quarters < 4; quarters++) {
            BoxedImage turned = Turn.of(image(), quarters);
            assertThat(mask(turned, 0)).isEqualTo(white(turned));
        }
        BoxedImage cut = Crop.cut(image(), 10, 2, 12, 20);
        assertThat(mask(cut, 0)).isEqualTo(white(cut));
        assertThat(mask(cut, 0).area()).isEqualTo(2 * 16 + 10 * 4); // of the upright 2 columns, of the foot 10
        BoxedImage small = image().resize(20, 12);
        assertThat(mask(small, 0).area()).isEqualTo(112 / 4);
    }

    @Test
    void polygonsAreMovedAsTheirPixels() {
        Polygons square = new Polygons(List.of(new double[] {8, 4, 16, 4, 16, 12, 8, 12}));
        BoxedImage image = new BoxedImage(
                new RgbImage(WIDTH, HEIGHT, new byte[3 * WIDTH * HEIGHT]),
                List.of(Annotation.of(new Box(8, 4, 16, 12), 1).withSegmentation(square)));
        Mask turned = mask(Turn.of(image, 1), 0);
        assertThat(turned.parts()).containsExactly(new Box(HEIGHT - 12, 8, HEIGHT - 4, 16));
    }

    @Test
    void eachOfAMosaicLiesWhereItsImageDoes() {
        BoxedImage mosaic =
                Mosaic.of(List.of(image(), image(), image(), image()), new ResizeRule(48, 80), new SplittableRandom(1));
        assertThat(mosaic.annotations()).hasSize(4);
        for (int i = 0; i < 4; i++) {
            Box box = mosaic.annotations().get(i).box();
            Mask mask = mask(mosaic, i);
            assertThat(mask.width()).isEqualTo(mosaic.width());
            // The L covers 112 of the 256 pixels of its box, and no pixel further than one outside it.
            assertThat(mask.area() / box.area()).isBetween(.3, .6);
            assertThat(mask.parts()).allSatisfy(part -> assertThat(part.x1() > box.x1() - 1
                            && part.y1() > box.y1() - 1
                            && part.x2() < box.x2() + 1
                            && part.y2() < box.y2() + 1)
                    .isTrue());
        }
    }

    @Test
    void aBoxAloneStaysOne() {
        BoxedImage plain = new BoxedImage(
                new RgbImage(WIDTH, HEIGHT, new byte[3 * WIDTH * HEIGHT]),
                List.of(Annotation.of(new Box(1, 1, 5, 5), 1)));
        assertThat(Turn.of(plain, 1).annotations().get(0).segmentation()).isNull();
    }
}
