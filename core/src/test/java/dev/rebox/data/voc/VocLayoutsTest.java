package dev.rebox.data.voc;

import static dev.rebox.data.TestFolder.voc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The layouts, lists and XML files that people bring as VOC. */
class VocLayoutsTest {
    @TempDir
    Path root;

    private TestFolder folder;
    private final List<Problem> problems = new ArrayList<>();

    @BeforeEach
    void folder() {
        folder = new TestFolder(root);
    }

    private static List<String> ids(Dataset data) {
        return data.examples().stream().map(Example::id).toList();
    }

    private void images(String... names) {
        for (String name : names) {
            folder.write("set/Annotations/" + name + ".xml", voc(100, 80, "dog 11 21 40 60"))
                    .image("set/JPEGImages/" + name + ".jpg", 100, 80);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Annotations, JPEGImages",
        "annotations, images",
        "Annotations, images",
        "annotations, JPEGImages",
        "ANNOTATIONS, Images",
        "Annotations, Annotations",
    })
    void theFoldersMayBeCalledOtherwise(String annotations, String images) {
        folder.write("set/" + annotations + "/a.xml", voc(100, 80, "dog 11 21 40 60"))
                .image("set/" + images + "/a.jpg", 100, 80);
        Dataset data = folder.open("set");
        assertThat(TestFolder.boxes(data)).containsExactly("a dog 10 20 40 60");
        assertThat(data.examples().get(0).image()).isEqualTo(root.resolve("set/" + images + "/a.jpg"));
    }

    @Test
    void xmlBesideTheImagesIsRead() {
        folder.write("set/a.xml", voc(100, 80, "dog 11 21 40 60")).image("set/a.png", 100, 80);
        assertThat(TestFolder.boxes(folder.open("set"))).containsExactly("a dog 10 20 40 60");
    }

    @Test
    void aFolderForEachSplitIsRead() {
        folder.write("set/train/a.xml", voc(100, 80, "dog 11 21 40 60"))
                .image("set/train/a.jpg", 100, 80)
                .write("set/valid/b.xml", voc(100, 80, "cat 11 21 40 60"))
                .image("set/valid/b.jpg", 100, 80);
        assertThat(ids(folder.open("set:train"))).containsExactly("train/a");
        assertThat(ids(folder.open("set:valid"))).containsExactly("valid/b");
        assertThat(ids(folder.open("set"))).containsExactly("train/a", "valid/b");
        assertThat(folder.open("set:train").labels().names()).containsExactly("cat", "dog");
        assertThatThrownBy(() -> folder.open("set:val"))
                .hasMessage(root + "/set: there is no split 'val'. Did you mean 'valid'? Known: train, valid");
    }

    @Test
    void subfoldersAndOtherCaseAreRead() {
        folder.write("set/Annotations/day/a.XML", voc(100, 80, "dog 11 21 40 60"))
                .image("set/JPEGImages/day/a.JPG", 100, 80);
        assertThat(TestFolder.boxes(folder.open("set"))).containsExactly("day/a dog 10 20 40 60");
    }

    @Test
    void aLinkToAFolderIsReadLikeTheFolder() throws IOException {
        folder.write("set/Annotations/a.xml", voc(100, 80, "dog 11 21 40 60")).image("store/a.jpg", 100, 80);
        Files.createSymbolicLink(root.resolve("set/JPEGImages"), root.resolve("store"));
        assertThat(folder.open("set").examples().get(0).image()).isEqualTo(root.resolve("set/JPEGImages/a.jpg"));
    }

    @Test
    void aNameInAListIsTheWholeLineWhereThereIsSuchAnAnnotation() {
        images("img", "img 1", "img 2", "img -1");
        folder.write("set/ImageSets/Main/train.txt", "img 1\nimg 2\nimg -1\n");
        assertThat(ids(folder.open("set:train"))).containsExactly("img 1", "img 2", "img -1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b\nc\n",
                "\"a b\"\n'c'\n",
                "a b.jpg\nc.jpg\n",
                "JPEGImages/a b.jpg\nJPEGImages/c.jpg\n",
                "/home/x/set/JPEGImages/a b.jpg\r\nC:\\set\\JPEGImages\\c.jpg\r\n",
                "\uFEFFa b\n\n  c  \n",
                "\"a b.jpg\"\nc 1\n",
            })
    void namesInListsAreReadAsToolsWriteThem(String list) {
        images("a b", "c");
        folder.write("set/ImageSets/Main/train.txt", list);
        assertThat(ids(folder.open("set:train"))).containsExactly("a b", "c");
    }

    @Test
    void theSecondColumnOfAClassListLeavesOutTheImagesThatDoNotShowIt() {
        images("a", "b", "c");
        folder.write("set/ImageSets/Main/dog_train.txt", "a  1\nb -1\nc  0\n");
        assertThat(ids(folder.open("set:dog_train"))).containsExactly("a", "c");
    }

    @Test
    void aListedNameWithoutAnnotationIsAnErrorWithTheLineOfTheList() {
        images("a");
        folder.write("set/ImageSets/Main/train.txt", "a\nnowhere\n").image("set/JPEGImages/x y.jpg", 10, 10);
        assertThat(ids(folder.open("set:train", problems))).containsExactly("a");
        assertThat(problems.get(0))
                .hasToString(
                        root + "/set/ImageSets/Main/train.txt:2: image nowhere: the split lists it, but there is no"
                                + " annotation file " + root + "/set/Annotations/nowhere.xml, nor an image");
    }

    @Test
    void oneFaultyObjectIsReportedAndTheOthersAreRead() {
        images("a");
        folder.write(
                "set/Annotations/a.xml",
                "<annotation>\n<size><width>?</width><height>80</height></size>\n"
                        + "<object><name>dog</name><bndbox><xmin>1</xmin><ymin>2</ymin><xmax>x</xmax><ymax>4</ymax></bndbox></object>\n"
                        + "<object><bndbox><xmin>1</xmin><ymin>2</ymin><xmax>3</xmax><ymax>4</ymax></bndbox></object>\n"
                        + "<object><name>dog</name></object>\n"
                        + "<object><name>dog</name><bndbox><xmin>1</xmin><ymin>2</ymin><xmax>3</xmax></bndbox></object>\n"
                        + "<object><name>dog</name><part><bndbox><xmin>9</xmin></bndbox></part><bndbox><xmin>11.5</xmin>"
                        + "<ymin> 21 </ymin><xmax>40</xmax><ymax>60</ymax></bndbox></object>\n</annotation>");
        Dataset data = folder.open("set", problems);
        assertThat(TestFolder.boxes(data)).containsExactly("a dog 10.5 20 40 60");
        assertThat(data.examples().get(0).width()).as("read from the image").isZero();
        assertThat(problems)
                .extracting(Problem::line, Problem::detail)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(3, "<xmax> is not a number: 'x'"),
                        org.assertj.core.groups.Tuple.tuple(4, "an <object> has no <name>"),
                        org.assertj.core.groups.Tuple.tuple(5, "the object 'dog' has no <bndbox>"),
                        org.assertj.core.groups.Tuple.tuple(6, "a <bndbox> needs xmin, ymin, xmax and ymax"));
    }

    @Test
    void aTurnedBoxAndAPolygonGiveTheBoxAround() {
        images("a");
        folder.write(
                "set/Annotations/a.xml",
                "<annotation><object><name>dog</name><robndbox><cx>50</cx><cy>40</cy><w>20</w><h>10</h>"
                        + "<angle>1.5707963267948966</angle></robndbox></object>"
                        + "<object><name>cat</name><polygon><x1>3</x1><y1>5</y1><x2>9</x2><y2>2</y2><x3>6</x3><y3>8</y3>"
                        + "</polygon></object></annotation>");
        assertThat(TestFolder.boxes(folder.open("set"))).containsExactly("a dog 45 30 55 50", "a cat 2 1 9 8");
    }

    @Test
    void theEncodingOfXmlIsTheOneItNames() {
        images("a", "b");
        byte[] latin = ("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n" + voc(100, 80, "Bär 11 21 40 60"))
                .getBytes(StandardCharsets.ISO_8859_1);
        folder.write("set/Annotations/a.xml", latin);
        folder.write(
                "set/Annotations/b.xml",
                ("\uFEFF" + "<!DOCTYPE annotation SYSTEM \"voc.dtd\">\n<!-- by hand -->\n"
                                + voc(100, 80, "Bär 1 1 9 9"))
                        .getBytes(StandardCharsets.UTF_16LE));
        assertThat(folder.open("set").labels().names()).containsExactly("Bär");
    }

    @Test
    void xmlThatIsNotInItsEncodingIsOneErrorWithItsLine() {
        images("a", "b");
        folder.write("set/Annotations/b.xml", voc(100, 80, "Bär 11 21 40 60").getBytes(StandardCharsets.ISO_8859_1));
        assertThat(ids(folder.open("set", problems))).containsExactly("a");
        assertThat(problems.get(0))
                .hasToString(root + "/set/Annotations/b.xml:3: image b: the text is not UTF-8: save the file as UTF-8");
    }

    @Test
    void anImageOfAKindThatIsNotReadIsAnErrorIfItIsAnnotated() {
        images("a", "b");
        folder.write("set/Annotations/c.xml", voc(100, 80, "dog 11 21 40 60"))
                .write("set/JPEGImages/c.avif", "x")
                .write("set/JPEGImages/d.heic", "x");
        assertThat(ids(folder.open("set", problems))).containsExactly("a", "b");
        assertThat(problems)
                .filteredOn(p -> p.kind() == Kind.UNREAD_FILE)
                .extracting(Problem::image, Problem::isError)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("c", true),
                        org.assertj.core.groups.Tuple.tuple("d", false));
        assertThat(problems.get(0).detail())
                .isEqualTo(
                        "the image is not read: AVIF is not among JPEG, PNG, WebP, TIFF, BMP and GIF; save it as one of"
                                + " them");
    }

    @Test
    void anAnnotationWhoseImageHasAnotherNameFindsItByTheNameThatItGives() {
        folder.write(
                        "set/Annotations/a.xml",
                        voc(100, 80, "dog 11 21 40 60").replace("<size>", "<filename>photos/0001.png</filename><size>"))
                .image("set/JPEGImages/0001.png", 100, 80);
        assertThat(folder.open("set").examples().get(0).image()).isEqualTo(root.resolve("set/JPEGImages/0001.png"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text",
                "<annotation>",
                "<annotation></annotation",
                "<other/>",
                "<annotation/><annotation/>",
                "<a",
                "&#0;"
            })
    void whatIsNotAnAnnotationIsOneErrorOfItsFile(String text) {
        images("a");
        folder.write("set/Annotations/b.xml", text);
        assertThat(ids(folder.open("set", problems))).containsExactly("a");
        assertThat(problems).filteredOn(Problem::isError).hasSize(1).allMatch(p -> p.image()
                .equals("b"));
        assertThat(problems.get(0).toString()).doesNotContain("\n").doesNotContain("Exception");
    }
}
