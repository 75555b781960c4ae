package dev.rebox.data.yolo;

import static dev.rebox.data.TestFiles.image;
import static dev.rebox.data.TestFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.box.Box;
import dev.rebox.data.AnnotationException;
import dev.rebox.data.Dataset;
import dev.rebox.data.Datasets;
import dev.rebox.data.Example;
import dev.rebox.data.OpenOptions;
import dev.rebox.data.Problem;
import dev.rebox.error.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the images and labels of a {@code data.yaml} lie. */
class YoloPlacesTest {
    @TempDir
    Path root;

    private Dataset read(List<Problem> problems) {
        return new YoloFolder(root).read("set", Optional.empty(), problems::add);
    }

    private static List<String> ids(Dataset data) {
        return data.examples().stream().map(Example::id).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "/d/images/a.jpg, /d/labels/a.txt",
        "/d/images/train/a.b.jpg, /d/labels/train/a.b.txt",
        "/images/a.jpg, /labels/a.txt",
        "images/a.jpg, labels/a.txt",
        "/images/x/images/a.jpg, /images/x/labels/a.txt", // the last one
        "/d/photos/a.jpg, /d/photos/a.txt",
        "a.jpg, a.txt",
        "/d/images.jpg, /d/images.txt", // a file's name is no folder
    })
    void labelsLieBesideImagesOrBesideTheImage(String image, String labels) {
        assertThat(YoloFolder.labelFile(Path.of(image))).isEqualTo(Path.of(labels));
    }

    @Test
    void aSplitMayBeAListOfFoldersFilesAndLists() throws IOException {
        image(root, "one/b.png", 4, 4);
        image(root, "one/a.png", 4, 4);
        image(root, "two/c.png", 4, 4);
        image(root, "lists/d.png", 4, 4);
        image(root, "e.png", 4, 4);
        // d lies beside the list, e under the root
        write(root, "lists/some.txt", "./d.png\n\ne.png\n");
        write(root, "data.yaml", "train: [one, two/c.png, lists/some.txt]\nnames: [cat]\n");
        assertThat(ids(read(new ArrayList<>()))).containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    void pathIsTheRootAndMayLieElsewhere() throws IOException {
        image(root, "far/images/a.png", 4, 4);
        write(root, "sets/data.yaml", "path: ../far\nval: images\nnames: [cat]\n");
        Dataset data = Datasets.open(root.resolve("sets/data.yaml") + ":val");
        assertThat(ids(data)).containsExactly("a");
        assertThat(data.examples().get(0).image()).isEqualTo(root.resolve("far/images/a.png"));
    }

    @Test
    void aPathOfAnotherMachineIsReplacedByTheYamlsOwnFolder() throws IOException {
        image(root, "images/a.png", 4, 4);
        write(root, "data.yaml", "path: /datasets/of/somebody\ntrain: images\nnames: [cat]\n");
        assertThat(ids(read(new ArrayList<>()))).containsExactly("a");
    }

    @Test
    void anImageOfTwoSplitsIsReadOnceAndTwoOfOneNameAreToldApart() throws IOException {
        image(root, "x/a.png", 4, 4);
        image(root, "y/a.png", 4, 4);
        write(root, "data.yaml", "train: x\nval: [x, y]\nnames: [cat]\n");
        assertThat(ids(read(new ArrayList<>()))).containsExactly("a", "a@2");
        assertThat(Datasets.splits(root.toString(), OpenOptions.NONE))
                .containsEntry(root + ":train", List.of(root.resolve("x/a.png").toString()))
                .containsOnlyKeys(root + ":train", root + ":val");
    }

    @Test
    void namesOfAMapAreSortedByTheirNumbers() throws IOException {
        image(root, "images/a.png", 10, 10);
        write(root, "labels/a.txt", "7 .5 .5 .2 .2\n2 .5 .5 .4 .4\n");
        write(root, "data.yaml", "train: images\nnames:\n  7: dog\n  2: cat\n");
        Dataset data = read(new ArrayList<>());
        assertThat(data.labels().names()).containsExactly("cat", "dog");
        assertThat(data.examples().get(0).annotations())
                .extracting(a -> a.label())
                .containsExactly(2, 1);
    }

    @Test
    void anImageThatIsMissingHasNoBoxesAndOneWhoseLabelsAreNotTextIsLeftOut() throws IOException {
        image(root, "images/bad.png", 10, 10);
        Files.createDirectories(root.resolve("labels"));
        Files.write(root.resolve("labels/bad.txt"), new byte[] {(byte) 0xff, (byte) 0xd8});
        image(root, "images/good.png", 10, 10);
        write(root, "labels/good.txt", "0 .5 .5 .25 .25\n");
        write(root, "data.yaml", "train: [images, images/gone.png]\nnames: [cat]\n");
        List<Problem> problems = new ArrayList<>();
        Dataset data = read(problems);
        assertThat(ids(data)).containsExactly("good", "gone");
        assertThat(data.examples().get(0).annotations().get(0).box()).isEqualTo(new Box(3.75, 3.75, 6.25, 6.25));
        assertThat(data.examples().get(1).annotations()).isEmpty();
        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.image()).isEqualTo("bad");
            assertThat(problem.line()).isEqualTo(1);
            assertThat(problem.isError()).isTrue();
        });
    }

    @Test
    void labelsWithoutAnImageAreToldButNotTheListOfClasses() throws IOException {
        image(root, "images/a.png", 10, 10);
        write(root, "labels/a.txt", "");
        write(root, "labels/stray.txt", "");
        write(root, "labels/classes.txt", "cat\n");
        write(root, "data.yaml", "train: images\nnames: [cat]\n");
        List<Problem> problems = new ArrayList<>();
        read(problems);
        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(Problem.Kind.ANNOTATION_WITHOUT_IMAGE);
            assertThat(problem.file()).isEqualTo(root.resolve("labels/stray.txt"));
        });
    }

    @Test
    void labelsOfAnotherSplitInTheSameFolderAreNoStrays() throws IOException {
        image(root, "images/a.png", 10, 10);
        image(root, "images/b.png", 10, 10);
        write(root, "labels/a.txt", "");
        write(root, "labels/b.txt", "");
        write(root, "data.yaml", "train: images/a.png\nval: images/b.png\nnames: [cat]\n");
        List<Problem> problems = new ArrayList<>();
        new YoloFolder(root).read("set", Optional.of("train"), problems::add);
        assertThat(problems).isEmpty();
    }

    @Test
    void theYamlsFaultsAreNamed() throws IOException {
        Path yaml = write(root, "data.yaml", "train: nowhere\nnames: [cat]\n");
        assertThatThrownBy(() -> Datasets.open(root + ":train"))
                .isInstanceOf(DataException.class)
                .hasMessage(yaml + ": \"train\" names nowhere, but there is no " + root.resolve("nowhere"));
        assertThatThrownBy(() -> Datasets.open(root + ":test"))
                .hasMessage(yaml + ": there is no split 'test'. Known: train");
        write(root, "data.yaml", "train: x\nnames: {cat: 0}\n");
        assertThatThrownBy(() -> new YoloFolder(yaml))
                .isInstanceOf(AnnotationException.class)
                .hasMessage(yaml + ": \"names\" must map numbers to names, not 'cat'");
        write(root, "data.yaml", "train: x\n");
        assertThatThrownBy(() -> new YoloFolder(root)).hasMessage(yaml + ": it has no \"names\" of classes");
        write(root, "data.yaml", "");
        assertThatThrownBy(() -> new YoloFolder(root)).hasMessage(yaml + ": it has no \"names\" of classes");
        assertThatThrownBy(() -> new YoloFolder(root.resolve("none.yaml")))
                .isInstanceOf(AnnotationException.class)
                .hasMessage(root.resolve("none.yaml") + ": there is no such file");
    }
}
