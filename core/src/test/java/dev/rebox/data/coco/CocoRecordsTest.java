package dev.rebox.data.coco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.data.Dataset;
import dev.rebox.data.Problem;
import dev.rebox.data.Problem.Kind;
import dev.rebox.data.TestFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each record of a COCO file is read or reported. */
class CocoRecordsTest {
    private static final String IMAGES = """
            {"id": 1, "file_name": "a.jpg", "width": 100, "height": 80},
            {"id": 2, "file_name": "b.jpg", "width": 60, "height": 40}""";
    private static final String CATEGORIES = """
            {"id": 1, "name": "cat"}, {"id": 2, "name": "dog"}""";
    private static final String FIRST = """
            {"id": 1, "image_id": 1, "category_id": 1, "bbox": [10, 20, 30, 40]}""";

    @TempDir
    Path root;

    private TestFolder folder;
    private final List<Problem> problems = new ArrayList<>();

    @BeforeEach
    void folder() {
        folder = new TestFolder(root).image("a.jpg", 100, 80).image("b.jpg", 60, 40);
    }

    private Dataset read(String images, String annotations, String categories) {
        folder.write(
                "set.json",
                "{\"images\": [\n" + images + "],\n\"annotations\": [\n" + annotations + "],\n\"categories\": [\n"
                        + categories + "]}\n");
        return folder.open("set.json", problems);
    }

    private Dataset withAnnotation(String annotation) {
        return read(IMAGES, FIRST + ",\n" + annotation, CATEGORIES);
    }

    private Problem only(Kind kind) {
        List<Problem> found = problems.stream().filter(p -> p.kind() == kind).toList();
        assertThat(found).as(problems.toString()).hasSize(1);
        return found.get(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"id\": \"2\", \"image_id\": \"2\", \"category_id\": \"2\", \"bbox\": [1, 2, 3, 4]",
                "\"id\": 2.0, \"image_id\": 2.0, \"category_id\": 2.00, \"bbox\": [1.0, 2.0, 3.0, 4.0]",
                "\"id\": 2, \"image_id\": 2, \"category_id\": 2, \"bbox\": [\"1\", \"2\", \" 3 \", \"4e0\"]",
                "\"bbox\": [1, 2, 3, 4], \"category_id\": 2, \"image_id\": 2",
                "\"id\": \"x-7\", \"image_id\": 2, \"category_id\": 2, \"bbox\": [1, 2, 3, 4], \"iscrowd\": null",
                "\"id\": 2, \"image_id\": 2, \"category_id\": 2, \"bbox\": [1, 2, 3, 4], \"iscrowd\": false, \"area\": NaN",
                "\"id\": 2, \"image_id\": 2, \"category_id\": 2, \"bbox\": [1, 2, 3, 4], \"iscrowd\": \"0\", \"area\": null",
                "\"id\": 2, \"image_id\": 2, \"category_id\": 2, \"bbox\": [1, 2, 3, 4], \"area\": \"none\", \"extra\": {\"a\": [1]}",
            })
    void numbersAreReadAsToolsWriteThem(String annotation) {
        Dataset data = withAnnotation("{" + annotation + "}");
        assertThat(problems).isEmpty();
        assertThat(TestFolder.boxes(data)).containsExactly("1 cat 10 20 40 60", "2 dog 1 2 4 6");
        assertThat(data.examples().get(1).annotations().get(0).area()).isEqualTo(12);
        assertThat(data.examples().get(1).annotations().get(0).crowd()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "true", "\"1\"", "\"true\"", "1.0"})
    void aCrowdIsOneHoweverItIsWritten(String crowd) {
        Dataset data = withAnnotation(
                "{\"id\": 2, \"image_id\": 2, \"category_id\": 2, \"bbox\": [1, 2, 3, 4], \"iscrowd\": " + crowd + "}");
        assertThat(data.examples().get(1).annotations().get(0).crowd()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"bbox\": []",
                "\"bbox\": null",
                "\"bbox\": [1, 2, 3]",
                "\"bbox\": [1, 2, 3, 4, 5]",
                "\"bbox\": [1, 2, NaN, 4]",
                "\"bbox\": {\"x\": 1}",
                "\"bbox\": \"1 2 3 4\"",
                "\"segmentation\": {\"counts\": \"abc\", \"size\": [1, 2]}",
                "\"segmentation\": []",
                "\"segmentation\": [[5, 5, 5, 9]]",
            })
    void anAnnotationWithoutABoxIsOneErrorAndTheOthersAreRead(String box) {
        Dataset data = withAnnotation("{\"id\": 3, \"image_id\": 2, \"category_id\": 2, " + box + "}");
        assertThat(TestFolder.boxes(data)).containsExactly("1 cat 10 20 40 60");
        assertThat(only(Kind.UNREADABLE_ANNOTATION))
                .hasToString(root + "/set.json:6: image 2: annotation 3: its \"bbox\" is not four numbers"
                        + " [x, y, width, height], and it has no polygon (image file b.jpg)");
    }

    @Test
    void aPolygonGivesTheBoxWhereNoneIsWritten() {
        Dataset data = withAnnotation("""
                {"id": 2, "image_id": 2, "category_id": 2, "segmentation": [[5, 9, 12, 3, 8, 20], [30, 10, 31, 11]], "area": 50},
                {"id": 3, "image_id": 1, "category_id": 2, "bbox": [0, 0, 9, 9], "segmentation": [[5, 9, 12, 3, 8, 20]]}""");
        assertThat(problems).isEmpty();
        assertThat(TestFolder.boxes(data)).containsExactly("1 cat 10 20 40 60", "1 dog 0 0 9 9", "2 dog 5 3 31 20");
        assertThat(data.examples().get(1).annotations().get(0).area()).isEqualTo(50);
    }

    @Test
    void whatIsMissingInARecordIsSaid() {
        Dataset data = read(
                IMAGES + ", {\"id\": 3}, {\"file_name\": \"c.jpg\"}, {\"id\": null, \"file_name\": null}",
                FIRST + ", {\"id\": 8, \"category_id\": 1, \"bbox\": [1, 2, 3, 4]}"
                        + ", {\"id\": 9, \"image_id\": 2, \"bbox\": [1, 2, 3, 4]}",
                CATEGORIES + ", {\"id\": 3}, {\"name\": \"cow\"}");
        assertThat(data.examples()).hasSize(2);
        assertThat(data.labels().names()).containsExactly("cat", "dog");
        assertThat(problems)
                .extracting(Problem::detail)
                .containsExactlyInAnyOrder(
                        "an image needs \"id\" and \"file_name\"",
                        "an image needs \"id\" and \"file_name\"",
                        "an image needs \"id\" and \"file_name\"",
                        "annotation 8: it has no \"image_id\"",
                        "annotation 9: it has no \"category_id\" (image file b.jpg)",
                        "a category needs \"id\" and \"name\"",
                        "a category needs \"id\" and \"name\"");
        assertThat(problems).allMatch(Problem::isError);
    }

    @Test
    void idsMayBeWords() {
        Dataset data = read(
                "{\"id\": \"left\", \"file_name\": \"a.jpg\"}, {\"id\": \"right\", \"file_name\": \"b.jpg\"}",
                "{\"id\": \"q\", \"image_id\": \"right\", \"category_id\": \"c2\", \"bbox\": [1, 2, 3, 4]}",
                "{\"id\": \"c2\", \"name\": \"dog\"}, {\"id\": \"c1\", \"name\": \"cat\"}");
        assertThat(problems).isEmpty();
        assertThat(TestFolder.boxes(data)).containsExactly("right dog 1 2 4 6");
        assertThat(data.labels().ids()).containsExactly(1L, 2L);
    }

    @Test
    void anAnnotationWithTheIdZeroIsToldSinceCocosToolNeverFindsIt() {
        Dataset data = read(IMAGES, FIRST.replace("\"id\": 1,", "\"id\": 0,"), CATEGORIES);
        assertThat(data.boxes()).isEqualTo(1);
        assertThat(only(Kind.ANNOTATION_ID_ZERO))
                .matches(p -> !p.isError())
                .extracting(Problem::detail)
                .asString()
                .startsWith("annotation 0: COCO's own tool counts an annotation with the id 0 as never found")
                .endsWith("number the annotations from 1");
    }

    @Test
    void annotationIdsThatAreGivenTwiceAreOneWarning() {
        Dataset data = withAnnotation(FIRST + ",\n" + FIRST + ",\n" + FIRST.replace("\"id\": 1,", "\"id\": 2,"));
        assertThat(data.boxes()).isEqualTo(4);
        assertThat(only(Kind.DUPLICATE_ANNOTATION_ID))
                .hasToString(root
                        + "/set.json:6: annotation 1: another annotation has this id too, and there are 1 more such"
                        + " ids; each is read as a box of its own");
    }

    @Test
    void anImageIdThatIsGivenTwiceKeepsTheFirstImage() {
        Dataset data = read(IMAGES + ", {\"id\": 1, \"file_name\": \"b.jpg\"}", FIRST, CATEGORIES);
        assertThat(data.examples()).hasSize(2);
        assertThat(only(Kind.DUPLICATE_IMAGE).detail()).isEqualTo("the image id is given twice: once more for b.jpg");
    }

    @Test
    void roboflowsHeadingIsNotAClass() {
        Dataset data =
                read(IMAGES, FIRST, "{\"id\": 0, \"name\": \"cat\", \"supercategory\": \"none\"}, " + CATEGORIES);
        assertThat(problems).isEmpty();
        assertThat(data.labels().names()).containsExactly("cat", "dog");
        assertThat(data.labels().ids()).containsExactly(1L, 2L);
    }

    @Test
    void aHeadingThatBoxesHaveIsAClassOfTwoIds() {
        Dataset data = read(
                IMAGES,
                FIRST + ", {\"id\": 2, \"image_id\": 2, \"category_id\": 0, \"bbox\": [1, 2, 3, 4]}",
                "{\"id\": 0, \"name\": \"cat\", \"supercategory\": \"none\"}, " + CATEGORIES);
        assertThat(TestFolder.boxes(data)).containsExactly("1 cat 10 20 40 60", "2 cat 1 2 4 6");
        assertThat(only(Kind.DUPLICATE_CLASS).detail())
                .isEqualTo("the category 'cat' has the ids 0 and 1; both are read as one class");
    }

    @Test
    void oneIdForTwoClassesIsAnErrorAndForOneClassTwiceAWarning() {
        Dataset data =
                read(IMAGES, FIRST, CATEGORIES + ", {\"id\": 2, \"name\": \"dog\"}, {\"id\": 1, \"name\": \"cow\"}");
        assertThat(data.labels().names()).containsExactly("cat", "dog");
        assertThat(problems)
                .extracting(Problem::detail, Problem::isError)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("the category 2 'dog' is given twice", false),
                        org.assertj.core.groups.Tuple.tuple(
                                "the category 1 'cow' is given, but the id is that of 'cat' already", true));
    }

    @Test
    void sizesThatAreNoNumbersAreReadFromTheImages() {
        Dataset data = read(
                "{\"id\": 1, \"file_name\": \"a.jpg\", \"width\": null, \"height\": \"?\"}, "
                        + "{\"id\": 2, \"file_name\": \"b.jpg\", \"width\": \"60\", \"height\": 40.0}",
                FIRST,
                CATEGORIES);
        assertThat(problems).isEmpty();
        assertThat(data.examples().get(0).width()).isZero();
        assertThat(data.examples().get(1).width()).isEqualTo(60);
        assertThat(data.examples().get(1).height()).isEqualTo(40);
    }

    @Test
    void textThatIsNotUnicodeIsSaidWithItsLine() {
        byte[] latin = ("{\"images\": [],\n\"annotations\": [],\n\"categories\": [{\"id\": 1, \"name\": \"Bär\"}]}")
                .getBytes(StandardCharsets.ISO_8859_1);
        folder.write("latin.json", latin);
        assertThatThrownBy(() -> folder.open("latin.json"))
                .hasMessage(root + "/latin.json:3: the text is not UTF-8: save the file as UTF-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "\"text\"",
                "{\"images\": {}}",
                "{\"images\": [1]}",
                "{\"images\": [], \"annotations\": []}",
                "{"
            })
    void whatIsNotACocoFileIsOneLine(String text) {
        folder.write("set.json", text);
        assertThatThrownBy(() -> folder.open("set.json"))
                .isInstanceOf(dev.rebox.error.DataException.class)
                .hasMessageStartingWith(root + "/set.json")
                .hasMessageNotContaining("\n")
                .hasMessageNotContaining("Exception");
    }
}
