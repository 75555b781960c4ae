package dev.rebox.report.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.box.Box;
import dev.rebox.box.Detection;
import dev.rebox.data.LabelMap;
import dev.rebox.data.NamedImages;
import dev.rebox.error.ConfigException;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrawnFileTest {
    private static final LabelMap NAMES = LabelMap.of(List.of("cup"));
    private static final List<Detection> ONE = List.of(new Detection(new Box(10, 20, 50, 60), 1, .9));

    @TempDir
    Path folder;

    @Test
    void aPngIsDrawnInItsOwnSize() throws IOException {
        Path drawn = write("deep/one.png", "png");
        assertThat(drawn).isEqualTo(folder.resolve("out/deep/one.png"));
        BufferedImage image = ImageIO.read(drawn.toFile());
        assertThat(image.getWidth()).isEqualTo(80);
        assertThat(image.getHeight()).isEqualTo(70);
        assertThat(new Color(image.getRGB(40, 60))).isEqualTo(Palette.of(1));
    }

    @Test
    void aJpegStaysOneWhateverTheCaseOfItsEnding() throws IOException {
        assertThat(firstByte(write("one.JPG", "jpg"))).isEqualTo(0xff);
        assertThat(firstByte(write("two.jpeg", "jpg"))).isEqualTo(0xff);
    }

    @Test
    void anotherKindBecomesAPngAndSaysSo() throws IOException {
        Path drawn = write("one.bmp", "bmp");
        assertThat(drawn.getFileName()).hasToString("one.bmp.png");
        assertThat(firstByte(drawn)).isEqualTo(0x89);
    }

    @Test
    void theImageItselfIsNeverOverwritten() throws IOException {
        Path image = image("one.png", "png");
        byte[] before = Files.readAllBytes(image);
        NamedImages.Named named = new NamedImages.Named(image, Path.of("one.png"));
        Path roundabout = folder.resolve("in/../in");
        assertThatThrownBy(() -> DrawnFile.write(roundabout, named, ONE, NAMES))
                .isInstanceOf(ConfigException.class)
                .hasMessage(roundabout.resolve("one.png")
                        + ": is the image itself, which the drawing would overwrite: give another --out");
        assertThat(Files.readAllBytes(image)).isEqualTo(before);
    }

    private Path write(String name, String kind) throws IOException {
        return DrawnFile.write(
                folder.resolve("out"), new NamedImages.Named(image(name, kind), Path.of(name)), ONE, NAMES);
    }

    private Path image(String name, String kind) throws IOException {
        Path file = folder.resolve("in").resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(new BufferedImage(80, 70, BufferedImage.TYPE_INT_RGB), kind, file.toFile());
        return file;
    }

    private static int firstByte(Path file) throws IOException {
        return Files.readAllBytes(file)[0] & 0xff;
    }
}
