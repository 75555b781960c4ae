package dev.rebox.data.yolo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.data.Dataset;
import dev.rebox.data.Problem;
import dev.rebox.data.Problem.Kind;
import dev.rebox.data.TestFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows, splits and names as YOLO's tools write them. The image has 100 x 100 pixels. */
class YoloRowsTest {
    @TempDir
    Path root;

    private TestFolder folder;
    private final List<Problem> problems = new ArrayList<>();

    @BeforeEach
    void folder() {
        folder = new TestFolder(root);
        yaml("");
        for (String name : List.of("a", "b")) {
            folder.image("images/train/" + name + ".png", 100, 100);
        }
    }

    private void yaml(String more) {
        folder.write("data.yaml", "path: .\ntrain: images/train\nval: images/val\nnames: [cat, dog]\n" + more);
    }

    private Dataset read(String a, String b) {
        folder.write("labels/train/a.txt", a).write("labels/train/b.txt", b);
        return folder.open("data.yaml:train", problems);
    }

    private List<String> boxes(String a, String b) {
        List<String> boxes = TestFolder.boxes(read(a, b));
        assertThat(problems).isEmpty();
        return boxes;
    }

    @Test
    void keypointsBehindABoxAreToldByKptShape() {
        yaml("kpt_shape: [2, 2]\n");
        assertThat(boxes("0 .3 .27 .4 .3 .2 .2 .4 .3\n", "")).containsExactly("a cat 10 12 50 42");
        yaml("kpt_shape: [3, 3]\n");
        assertThat(boxes("0 .3 .27 .4 .3 .2 .2 2 .4 .3 1 0 0 0\n", "")).containsExactly("a cat 10 12 50 42");
        yaml("kpt_shape:\n  - 1\n  - 2\n");
        assertThat(boxes("0 .3 .27 .4 .3 .9 .9\n", "")).containsExactly("a cat 10 12 50 42");
    }

    @Test
    void aConfidenceAndATrackBehindABoxAreNoPolygon() {
        assertThat(boxes("0 .3 .27 .4 .3 .9 1\n1 .8 .6 .4 .4 .8 2\n", "0 .3 .27 .4 .3 .77\n"))
                .containsExactly("a cat 10 12 50 42", "a dog 60 40 100 80", "b cat 10 12 50 42");
    }

    @Test
    void aTurnedBoxIsFourPoints() {
        assertThat(boxes("0 .1 .1 .5 .1 .5 .4 .1 .4\n", "1 .5 .2 .8 .5 .5 .8 .2 .5\n"))
                .containsExactly("a cat 10 10 50 40", "b dog 20 20 80 80");
    }

    @Test
    void polygonsOfOtherLengthsDecideForThoseThatFitBoth() {
        // The first row alone can be a box with a keypoint on it.
        assertThat(boxes("0 .3 .3 .4 .4 .3 .2\n", "1 .1 .1 .2 .1 .2 .9 .1 .9 .05 .5\n"))
                .containsExactly("a cat 30 20 40 40", "b dog 5 10 20 90");
    }

    @Test
    void rowsThatNothingDecidesAreErrors() {
        Dataset data = read("0 .3 .3 .4 .4 .3 .2\n", "1 .5 .5 .2 .2\n");
        assertThat(TestFolder.boxes(data)).containsExactly("b dog 40 40 60 60");
        assertThat(problems).hasSize(1);
        assertThat(problems.get(0))
                .hasToString(root + "/labels/train/a.txt:1: image a: a row of 7 numbers can be a polygon or a box with"
                        + " keypoints: give \"kpt_shape\" in the data.yaml for keypoints, or leave the columns behind the box"
                        + " out");
    }

    @Test
    void eachFaultyRowIsReportedAndTheOthersAreRead() {
        Dataset data = read(
                "0 .3 .27 .4 .3\n\n0 .3 .27 .4\nx .3 .27 .4 .3\n7 .3 .27 .4 .3\n0 .3 NaN .4 .3\n0.5 .3 .27 .4 .3\n"
                        + "1.0 .3 .27 .4 .3\n0 3 27 40 30 4\n",
                "0,.3,.27,.4,.3\r\n1\t.3\t.27\t.4\t.3\r\n");
        assertThat(TestFolder.boxes(data))
                .containsExactly("a cat 10 12 50 42", "a dog 10 12 50 42", "b cat 10 12 50 42", "b dog 10 12 50 42");
        assertThat(problems)
                .extracting(Problem::line, Problem::detail)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                3, "expected 'class centerX centerY width height', found 4 words"),
                        org.assertj.core.groups.Tuple.tuple(4, "'x' is not a number"),
                        org.assertj.core.groups.Tuple.tuple(5, "class 7 is not among the \"names\" of the data.yaml"),
                        org.assertj.core.groups.Tuple.tuple(6, "'NaN' is not finite"),
                        org.assertj.core.groups.Tuple.tuple(7, "class 0.5 is not among the \"names\" of the data.yaml"),
                        org.assertj.core.groups.Tuple.tuple(
                                9,
                                "expected 'class centerX centerY width height' or a polygon in fractions of the image's sides,"
                                        + " found 6 numbers that are neither"));
        assertThat(problems).allMatch(p -> p.image().equals("a"));
    }

    @Test
    void labelsThatAreNotTextAreOneErrorOfTheirImage() {
        read("0 .3 .27 .4 .3\n", "");
        folder.write("labels/train/b.txt", new byte[] {'0', '\n', (byte) 0xFF, (byte) 0xD8, (byte) 0xE0});
        problems.clear();
        assertThat(TestFolder.boxes(folder.open("data.yaml:train", problems))).containsExactly("a cat 10 12 50 42");
        assertThat(problems.get(0))
                .hasToString(root + "/labels/train/b.txt:2: image b: the text is not UTF-8: save the file as UTF-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "names: [no, yes, 007, ~]",
                "names:\n  - no\n  - yes\n  - 007\n  - ~",
                "names: {0: no, 1: yes, 2: 007, 3: ~}",
                "names:\n  0: 'no'\n  1: \"yes\"\n  2: 007\n  3: ~",
            })
    void namesAreTextAsItStands(String names) {
        folder.write("data.yaml", "train: images/train\n" + names + "\n");
        assertThat(folder.open("data.yaml:train").labels().names()).containsExactly("no", "yes", "007", "~");
    }

    @Test
    void aSplitThatIsNotAskedForNeedNotBeThere() {
        assertThat(boxes("0 .3 .27 .4 .3\n", "")).hasSize(1);
        assertThat(folder.open("data.yaml", problems).examples()).hasSize(2);
        assertThat(problems)
                .singleElement()
                .hasToString(root + "/data.yaml: \"val\" names images/val, but there is no " + root + "/images/val");
        assertThat(problems.get(0).isError()).isFalse();
        assertThatThrownBy(() -> folder.open("data.yaml:val"))
                .hasMessage(root + "/data.yaml: \"val\" names images/val, but there is no " + root + "/images/val");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../images/train",
                "/content/datasets/set/images/train",
                "./images/train",
                "[images/train]",
                "lists/train.txt",
                "../../set/images/train",
            })
    void placesAreFoundHoweverTheyAreWritten(String place) {
        folder.write("lists/train.txt", "../images/train/a.png\n\nimages/train/b.png\n");
        folder.write("data.yaml", "path: /somewhere/else\ntrain: " + place + "\nnames: [cat]\n");
        assertThat(folder.open("data.yaml:train").examples()).hasSize(2);
    }

    @Test
    void linksToFoldersAreFollowedAndLoopsEnd() throws IOException {
        folder.image("store/c.png", 100, 100);
        Files.createSymbolicLink(root.resolve("images/train/more"), root.resolve("store"));
        Files.createSymbolicLink(root.resolve("images/train/loop"), root.resolve("images"));
        Files.createSymbolicLink(root.resolve("images/train/gone.png"), root.resolve("nowhere.png"));
        Dataset data = read("", "");
        assertThat(data.examples())
                .extracting(e -> e.image().getFileName().toString())
                .contains("a.png", "b.png", "c.png");
        assertThat(problems)
                .filteredOn(p -> p.kind() == Kind.UNREAD_FILE)
                .extracting(Problem::detail)
                .contains("the image is a link that leads nowhere");
    }

    @Test
    void imagesOfKindsThatAreNotReadAreNamed() {
        folder.write("images/train/c.AVIF", "x")
                .write("labels/train/c.txt", "0 .5 .5 .1 .1\n")
                .write("images/train/d.svg", "x");
        read("", "");
        assertThat(problems)
                .filteredOn(p -> p.kind() == Kind.UNREAD_FILE)
                .extracting(Problem::image, Problem::isError)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("c", true),
                        org.assertj.core.groups.Tuple.tuple("d", false));
        assertThat(problems).noneMatch(p -> p.kind() == Kind.ANNOTATION_WITHOUT_IMAGE);
    }

    @Test
    void hiddenFilesAndFoldersOfSystemsAreLeftOut() {
        folder.image("images/train/.hidden.png", 10, 10)
                .image("images/train/__MACOSX/a.png", 10, 10)
                .write("images/train/._a.png", "x");
        assertThat(read("", "").examples()).hasSize(2);
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "names: 7\n", "train: x\n", "names: {a: b}\n", "names: [\n", "a: b: c\n", "- 1\n"})
    void aYamlThatCannotBeUnderstoodIsOneLine(String text) {
        folder.write("data.yaml", text);
        assertThatThrownBy(() -> folder.open("data.yaml:train"))
                .isInstanceOf(dev.rebox.error.DataException.class)
                .hasMessageStartingWith(root + "/data.yaml")
                .hasMessageNotContaining("\n")
                .hasMessageNotContaining("Exception");
    }

    @Test
    void aYamlInLatinOneIsSaidWithItsLine() {
        folder.write("data.yaml", "train: images/train\nnames:\n  0: Bär\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> folder.open("data.yaml:train"))
                .hasMessage(root + "/data.yaml:3: the text is not UTF-8: save the file as UTF-8");
    }
}
