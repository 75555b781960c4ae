package dev.rebox.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.TestModels;
import dev.rebox.data.Example;
import dev.rebox.error.ConfigException;
import dev.rebox.error.DataException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingDataTest {
    @TempDir
    Path root;

    /** Four images in a VOC folder, with a cat and a difficult dog each; the last one is the test set. */
    @BeforeEach
    void write() throws IOException {
        Files.createDirectories(root.resolve("ImageSets/Main"));
        Files.createDirectories(root.resolve("Annotations"));
        Files.createDirectories(root.resolve("JPEGImages"));
        for (int i = 1; i <= 4; i++) {
            Files.writeString(
                    root.resolve("Annotations/" + i + ".xml"),
                    "<annotation>" + object("cat", 0) + object("dog", 1) + "</annotation>");
            BufferedImage image = new BufferedImage(50 + i, 40, BufferedImage.TYPE_INT_RGB);
            ImageIO.write(image, "png", root.resolve("JPEGImages/" + i + ".png").toFile());
        }
        Files.writeString(root.resolve("ImageSets/Main/train.txt"), "1\n2\n3\n");
        Files.writeString(root.resolve("ImageSets/Main/test.txt"), "4\n");
    }

    private static String object(String name, int difficult) {
        return "<object><name>" + name + "</name><difficult>" + difficult + "</difficult><bndbox><xmin>5</xmin>"
                + "<ymin>5</ymin><xmax>20</xmax><ymax>20</ymax></bndbox></object>";
    }

    private TrainingData open(String... settings) {
        List<String> all = new ArrayList<>(List.of("data.train=" + root + ":train"));
        all.addAll(List.of(settings));
        return TrainingData.open(TestModels.config(all.toArray(String[]::new)));
    }

    @Test
    void eachSetIsReadUnderItsOwnKey() {
        TrainingData data = open("data.test=" + root + ":test", "data.validation=" + root + ":test");
        assertThat(data.train().examples()).extracting(Example::id).containsExactly("1", "2", "3");
        assertThat(data.test())
                .hasValueSatisfying(test ->
                        assertThat(test.examples()).extracting(Example::id).containsExactly("4"));
        assertThat(data.validation()).isEqualTo(data.test());
        assertThat(open().test()).isEmpty();
    }

    @Test
    void sizesAreFilledInFromTheImages() {
        assertThat(open().train().examples()).extracting(Example::width).containsExactly(51, 52, 53);
    }

    @Test
    void difficultBoxesAreTrainedOnUnlessTheyAreDropped() {
        assertThat(open().train().boxes()).isEqualTo(6);
        assertThat(open("difficult=drop").train().boxes()).isEqualTo(3);
    }

    @Test
    void aFractionIsTakenOfTheTrainingSetOnly() {
        TrainingData data = open("data.test=" + root + ":train", "fraction=0.34");
        assertThat(data.train().examples()).hasSize(1);
        assertThat(data.test().orElseThrow().examples()).hasSize(3);
    }

    @Test
    void aTestSetHasTheClassesOfTraining() throws IOException {
        Path other = Files.createDirectories(root.resolve("other/Annotations")).getParent();
        Files.writeString(other.resolve("Annotations/4.xml"), "<annotation>" + object("dog", 0) + "</annotation>");
        Path images = Files.createDirectories(other.resolve("JPEGImages"));
        Files.copy(root.resolve("JPEGImages/4.png"), images.resolve("4.png"));
        TrainingData data = open("data.test=" + other);
        assertThat(data.test().orElseThrow().labels().names()).containsExactly("cat", "dog");
        assertThat(data.test()
                        .orElseThrow()
                        .examples()
                        .get(0)
                        .annotations()
                        .get(0)
                        .label())
                .isEqualTo(2);
        Files.writeString(other.resolve("Annotations/4.xml"), "<annotation>" + object("cow", 0) + "</annotation>");
        assertThatThrownBy(() -> open("data.test=" + other))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("class 'cow' is not one of the 2 known classes");
    }

    @Test
    void anImageThatCannotBeMeasuredIsToldBeforeTraining() throws IOException {
        Files.delete(root.resolve("JPEGImages/4.png"));
        assertThatThrownBy(() -> open("data.test=" + root + ":test"))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        "data.test: " + root.resolve("Annotations/4.xml") + ": image 4: there is no image ")
                .hasMessageEndingWith("('./rebox check " + root + ":test' lists all)");
    }

    @Test
    void withoutTrainingDataThereIsNothingToDo() {
        assertThatThrownBy(() -> TrainingData.open(TestModels.config()))
                .isInstanceOf(ConfigException.class)
                .hasMessage("data.train: no training data given. Say data.train=PATH[:SPLIT].");
    }
}
