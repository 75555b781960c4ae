package dev.rebox.data.yolo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.box.Box;
import dev.rebox.data.Dataset;
import dev.rebox.data.Datasets;
import dev.rebox.data.Example;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YoloFolderTest {
    @TempDir
    Path root;

    @BeforeEach
    void oneTrainingAndOneTestImage() throws IOException {
        write("data.yaml", "path: .\ntrain: images/train\ntest: lists/test.txt\nnames: {0: cat, 3: dog}\n");
        write("labels/train/a.txt", "3 0.5 0.5 0.25 0.4\n\n0 0.1 0.1 0.3 0.1 0.3 0.2\n");
        write("lists/test.txt", "images/other/b.png\n");
        image("images/train/a.png", 100, 50);
        image("images/other/b.png", 20, 10);
    }

    private void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void image(String name, int width, int height) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
    }

    @Test
    void aSplitMayBeParted() throws IOException {
        for (String name : new String[] {"c", "d", "e"}) {
            write("labels/train/" + name + ".txt", "3 0.5 0.5 0.25 0.4\n");
            image("images/train/" + name + ".png", 100, 50);
        }
        assertThat(Datasets.open(root + "/data.yaml:train:25%").examples()).hasSize(1);
        assertThat(Datasets.open(root + "/data.yaml:train:-25%").examples()).hasSize(3);
    }

    @Test
    void fractionsBecomePixelsAndPolygonsBoxes() {
        Dataset data = Datasets.open(root + "/data.yaml:train");
        assertThat(data.labels().names()).containsExactly("cat", "dog");
        Example a = data.examples().get(0);
        assertThat(a.width()).isEqualTo(100);
        assertThat(a.annotations().get(0).label()).isEqualTo(2);
        assertThat(a.annotations().get(0).box()).isEqualTo(new Box(37.5, 15, 62.5, 35));
        assertThat(a.annotations().get(1).box()).isEqualTo(new Box(10, 5, 30, 10));
        assertThat(a.annotations().get(1).origin().line()).isEqualTo(3);
    }

    @Test
    void aListOfImagesWorksAndImagesWithoutLabelsHaveNoBoxes() {
        Dataset data = Datasets.open(root + "/data.yaml:test");
        assertThat(data.examples()).extracting(Example::id).containsExactly("b");
        assertThat(data.boxes()).isZero();
    }

    @Test
    void withoutASplitAllImagesAreRead() {
        assertThat(Datasets.open(root.toString()).examples())
                .extracting(Example::id)
                .containsExactly("a", "b");
    }

    @Test
    void theParentTooManyOfSomeExportersIsForgiven() throws IOException {
        write("data.yaml", "train: ../images/train\nnames: [cat, x, y, dog]\n");
        assertThat(Datasets.open(root + ":train").examples()).hasSize(1);
    }

    @Test
    void faultsAreNamedWithTheirLine() throws IOException {
        assertThatThrownBy(() -> Datasets.open(root + ":tran")).hasMessageContaining("Did you mean 'train'?");
        write("labels/train/a.txt", "\n1 0.5 0.5 0.2 0.4\n");
        assertThatThrownBy(() -> Datasets.open(root + ":train")).hasMessageContaining("a.txt:2: ");
        write("data.yaml", "train: [images\nnames: x");
        assertThatThrownBy(() -> Datasets.open(root + ":train")).hasMessageContaining("data.yaml:2: ");
    }
}
