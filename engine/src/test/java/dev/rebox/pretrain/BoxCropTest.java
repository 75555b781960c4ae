package dev.rebox.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.box.Box;
import dev.rebox.box.LabelledBox;
import dev.rebox.data.Annotation;
import dev.rebox.data.Example;
import dev.rebox.data.image.RgbImage;
import dev.rebox.error.ConfigException;
import dev.rebox.tensor.Precision;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BoxCropTest {
    /** A chance that always says the same: a half, and so moves and grows by the middle. */
    private static RandomGenerator middle(boolean flips) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                return 0;
            }

            @Override
            public double nextDouble() {
                return .5;
            }

            @Override
            public boolean nextBoolean() {
                return flips;
            }
        };
    }

    /** Red is the column, green the row. */
    private static RgbImage coordinates(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < width * height; i++) {
            rgb[3 * i] = (byte) (i % width);
            rgb[3 * i + 1] = (byte) (i / width);
        }
        return new RgbImage(width, height, rgb);
    }

    private static int[] corner(BoxCrop crop, int x, int y) {
        return new int[] {crop.image().value(x, y, 0), crop.image().value(x, y, 1)};
    }

    @Test
    void aCropShowsItsBoxWithAFifthMoreAroundIt() {
        // 50 x 50 about (100, 60), and so 60 x 60 from (70, 30); shown at its own size
        LabelledBox box = new LabelledBox(Box.ofSize(75, 35, 50, 50), 4);
        BoxCrop crop = BoxCrop.ofBox(coordinates(200, 120), box, 60, middle(false));
        assertThat(crop.label()).isEqualTo(4);
        assertThat(corner(crop, 0, 0)).containsExactly(70, 30);
        assertThat(corner(crop, 59, 59)).containsExactly(129, 89);
    }

    @Test
    void halfOfTheCropsAreMirrored() {
        LabelledBox box = new LabelledBox(Box.ofSize(75, 35, 50, 50), 4);
        BoxCrop crop = BoxCrop.ofBox(coordinates(200, 120), box, 60, middle(true));
        assertThat(corner(crop, 0, 0)).containsExactly(129, 30);
    }

    @Test
    void whatWouldLieOutsideIsCutOff() {
        // 60 x 60 from (-30, -30): the quarter inside is shown at twice its size
        LabelledBox box = new LabelledBox(Box.ofSize(-25, -25, 50, 50), 1);
        BoxCrop crop = BoxCrop.ofBox(coordinates(200, 120), box, 60, middle(false));
        assertThat(corner(crop, 0, 0)).containsExactly(0, 0);
        assertThat(crop.image().value(59, 59, 0)).isBetween(28, 29);
    }

    @Test
    void tinyBoxesAndBoxesInTheLastCornerStillMakeACrop() {
        SplittableRandom random = new SplittableRandom(1);
        for (Box box : List.of(Box.ofSize(199.5, 119.5, .5, .5), Box.ofSize(0, 0, .1, 120), Box.ofSize(50, 50, 1, 1))) {
            BoxCrop crop = BoxCrop.ofBox(coordinates(200, 120), new LabelledBox(box, 2), 32, random);
            assertThat(crop.image().width()).isEqualTo(32);
            assertThat(crop.image().height()).isEqualTo(32);
        }
        BoxCrop ofSpeck = BoxCrop.ofBox(coordinates(3, 2), new LabelledBox(new Box(0, 0, 3, 2), 1), 32, random);
        assertThat(ofSpeck.image().rgb()).hasSize(3 * 32 * 32);
    }

    @Test
    void backgroundKeepsAwayFromBoxesWhereItCan() {
        // everything but the left 70 of 200 columns is one object
        Example example =
                new Example("1", Path.of("1.jpg"), 200, 100, List.of(Annotation.of(new Box(70, 0, 200, 100), 1)));
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 20; i++) {
            BoxCrop crop = BoxCrop.ofBackground(coordinates(200, 100), example, 16, random);
            assertThat(crop.label()).isZero();
            int left = Math.min(corner(crop, 0, 0)[0], corner(crop, 15, 0)[0]);
            assertThat(left).as("column of its left border").isLessThan(70);
        }
    }

    @Test
    void whereAnObjectFillsTheImageThereIsBackgroundAllTheSame() {
        Example full = new Example("1", Path.of("1.jpg"), 50, 40, List.of(Annotation.of(new Box(0, 0, 50, 40), 1)));
        BoxCrop crop = BoxCrop.ofBackground(coordinates(50, 40), full, 16, new SplittableRandom(2));
        assertThat(crop.label()).isZero();
        assertThat(crop.image().width()).isEqualTo(16);
    }

    @Test
    void settingsOutOfBoundsAreRefused() {
        assertThatThrownBy(() -> PretrainConfig.standard("resnet18", 1).with(0, 1, Precision.FLOAT32))
                .isInstanceOf(ConfigException.class)
                .hasMessage("pretrain: steps 0 (at least 1), batch 32 (at least 2), size 112 (at least 32)");
        assertThatThrownBy(() -> new PretrainConfig("resnet18", 1, 1, 1, 32, .1, 0, Precision.FLOAT32, "cpu"))
                .isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> new PretrainConfig("resnet18", 1, 1, 2, 31, .1, 0, Precision.FLOAT32, "cpu"))
                .isInstanceOf(ConfigException.class);
    }
}
