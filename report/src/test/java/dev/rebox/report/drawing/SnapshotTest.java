package dev.rebox.report.drawing;

import static dev.rebox.evaluate.TestScenes.crowd;
import static dev.rebox.evaluate.TestScenes.found;
import static dev.rebox.evaluate.TestScenes.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.box.Box;
import dev.rebox.data.Example;
import dev.rebox.data.LabelMap;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image of 100 x 80 pixels. Snapshots are as large as fits 560 x 420. */
class SnapshotTest {
    private static final LabelMap NAMES = LabelMap.of(List.of("cup", "plate"));

    @TempDir
    Path folder;

    private Example example;

    @BeforeEach
    void drawImage() throws IOException {
        Path file = folder.resolve("one.png");
        ImageIO.write(new BufferedImage(100, 80, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
        example = new Example("one", file, 100, 80, List.of());
    }

    @Test
    void theImageIsEnlargedToWhatFits() {
        BufferedImage image = Snapshot.of(example, NAMES).truth(List.of());
        assertThat(image.getWidth()).isEqualTo(525); // 5.25 times
        assertThat(image.getHeight()).isEqualTo(420);
    }

    @Test
    void aPartShowsThreeTimesTheBoxInTheShapeOfTheImage() {
        // The box is a quarter of the image's height: the part is three quarters of it, 75 x 60, around (50, 40).
        Box box = new Box(40, 30, 60, 50);
        BufferedImage image = Snapshot.around(box, example, NAMES).truth(List.of(object(1, 40, 30, 20, 20)));
        assertThat(image.getWidth()).isEqualTo(525); // 7 times
        assertThat(image.getHeight()).isEqualTo(420);
        // It begins at (12, 10): the box goes from (196, 140) to (336, 280).
        assertThat(color(image, 266, 280)).isEqualTo(Palette.of(1));
        assertThat(color(image, 196, 250)).isEqualTo(Palette.of(1));
        assertThat(color(image, 266, 250)).isEqualTo(Color.BLACK);
    }

    @Test
    void aPartStaysInsideTheImageAndIsNoSmallerThanAThirdOrSo() {
        // Three tenths: 30 x 24 pixels in the corner, 17.5 times enlarged.
        BufferedImage image = Snapshot.around(new Box(98, 78, 100, 80), example, NAMES)
                .detections(List.of(found(2, .9, 90, 70, 5, 5)), List.of());
        assertThat(image.getWidth()).isEqualTo(525);
        assertThat(image.getHeight()).isEqualTo(420);
        // (90, 70) lies 20 and 14 pixels from its beginning at (70, 56).
        assertThat(color(image, 350, 300)).isEqualTo(Palette.of(2));
        BufferedImage whole =
                Snapshot.around(new Box(10, 0, 90, 80), example, NAMES).truth(List.of());
        assertThat(whole.getWidth()).isEqualTo(525);
    }

    @Test
    void crowdsAreDashedAndHaveNoName() {
        BufferedImage image = Snapshot.of(example, NAMES).truth(List.of(crowd(1, 10, 60, 80, 10)));
        int painted = 0;
        for (int x = 60; x < 460; x++) {
            painted += color(image, x, 315).equals(Palette.of(1)) ? 1 : 0;
        }
        assertThat(painted).isBetween(150, 250);
    }

    private static Color color(BufferedImage image, int x, int y) {
        return new Color(image.getRGB(x, y));
    }
}
