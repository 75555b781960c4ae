package dev.rebox.data.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.box.Anchors;
import dev.rebox.box.Box;
import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.data.Datasets;
import dev.rebox.data.Example;
import dev.rebox.data.LabelMap;
import dev.rebox.data.OpenOptions;
import dev.rebox.data.Problem;
import dev.rebox.data.Problem.Kind;
import dev.rebox.data.TestFolder;
import dev.rebox.data.image.ResizeRule;
import dev.rebox.error.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What training takes of a data set, and what cannot teach it. */
class UsableDataTest {
    private static final String DOG = "dog 10 10 50 40";

    @TempDir
    Path root;

    private TestFolder folder;

    @BeforeEach
    void folder() {
        folder = new TestFolder(root);
    }

    private void add(String id, String... objects) {
        folder.write("Annotations/" + id + ".xml", TestFolder.voc(100, 80, objects))
                .image("JPEGImages/" + id + ".jpg", 100, 80);
    }

    private UsableData open(OnError onError) {
        return UsableData.open(root.toString(), OpenOptions.NONE, onError);
    }

    @Test
    void faultsAreRefusedOrLeftOut() throws IOException {
        add("a", DOG, "dog 50 10 40 40", "dog 10 10 102 40");
        add("b", DOG);
        Files.delete(root.resolve("JPEGImages/b.jpg"));
        assertThatThrownBy(() -> open(OnError.STOP))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("a.xml:4: image a: box [49, 9, 40, 40] has no area")
                .hasMessageContaining("(2 errors in all: './rebox check");
        folder.write("Annotations/c.xml", "<oops");
        UsableData usable = open(OnError.DROP);
        assertThat(usable.dropped())
                .extracting(Problem::kind)
                .containsExactly(Kind.UNREADABLE_ANNOTATION, Kind.BOX_WITHOUT_AREA, Kind.MISSING_IMAGE);
        assertThat(usable.clipped()).hasSize(1);
        assertThat(usable.dataset().examples()).hasSize(1);
        assertThat(usable.dataset().examples().get(0).annotations())
                .extracting(Annotation::box)
                .containsExactly(new Box(9, 9, 50, 40), new Box(9, 9, 100, 40));
    }

    @Test
    void dataWithoutBoxesIsRefused() {
        add("a");
        assertThatThrownBy(() -> open(OnError.DROP))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no usable box");
    }

    private Dataset coco(String... boxes) {
        StringBuilder annotations = new StringBuilder();
        for (int i = 0; i < boxes.length; i++) {
            annotations
                    .append(i == 0 ? "" : ",\n")
                    .append("{\"id\": " + (i + 1) + ", \"image_id\": 1, \"category_id\": 1, " + boxes[i] + "}");
        }
        folder.image("a.png", 100, 80)
                .write(
                        "set.json",
                        "{\"images\": [{\"id\": 1, \"file_name\": \"a.png\", \"width\": 100, \"height\": 80}],"
                                + " \"categories\": [{\"id\": 1, \"name\": \"dog\"}], \"annotations\": [\n"
                                + annotations + "]}");
        return folder.open("set.json", new ArrayList<>());
    }

    private static List<String> problems(Dataset data) {
        return Teachable.problems(data, AnchorReach.STANDARD).stream()
                .map(p -> p.severity() + " " + p.kind() + " line " + p.line() + " " + p.detail())
                .toList();
    }

    @Test
    void boxesOfLessThanAPixelAreLeftOutAndTold() {
        Dataset data = coco("\"bbox\": [1, 2, 30, 40]", "\"bbox\": [5, 5, 0.5, 20]", "\"bbox\": [5, 5, 20, 0.9]");
        assertThat(problems(data))
                .containsExactly(
                        "warning box-without-area line 3 annotation 2: 2 boxes have less than a pixel at a side, and"
                                + " are not trained on");
        UsableData usable = UsableData.of(data, OnError.STOP);
        assertThat(usable.tiny()).isEqualTo(2);
        assertThat(usable.dataset().boxes()).isEqualTo(1);
    }

    @Test
    void fractionsWherePixelsAreMeantAreAnError() {
        Dataset data = coco("\"bbox\": [0.1, 0.2, 0.3, 0.4]", "\"bbox\": [0.5, 0.5, 0.25, 0.5]");
        String line =
                "annotation 1: all 2 boxes have less than a pixel at a side, and are not trained on: the numbers look like"
                        + " fractions of the image's sides, where this format has pixels";
        assertThat(problems(data)).containsExactly("error box-without-area line 2 " + line);
        assertThatThrownBy(() -> UsableData.of(data, OnError.DROP)).hasMessageContaining(line);
    }

    @Test
    void crowdsAreNoBoxesToLearnFrom() {
        String crowd = ", \"iscrowd\": 1";
        assertThat(problems(coco("\"bbox\": [1, 2, 30, 40]" + crowd, "\"bbox\": [1, 2, 30, 40]")))
                .isEmpty();
        Dataset all = coco("\"bbox\": [1, 2, 30, 40]" + crowd, "\"bbox\": [1, 2, 30, 41]" + crowd);
        assertThat(problems(all)).singleElement().asString().contains("all 2 boxes are marked iscrowd");
        assertThatThrownBy(() -> UsableData.of(all, OnError.DROP))
                .hasMessageContaining("all 2 boxes are marked iscrowd");
    }

    @Test
    void crowdsAndTinyBoxesTogetherLeaveNothing() {
        Dataset data = coco("\"bbox\": [1, 2, 30, 40], \"iscrowd\": 1", "\"bbox\": [1, 2, 0.5, 40]");
        assertThat(problems(data)).singleElement().asString().startsWith("error box-without-area");
    }

    /**
     * The file gives no size of the image, which has 100 x 80 pixels; the mask of the second box is of 90 x 80. What is wrong is told
     * before the training, and labels of boxes alone do not mind.
     */
    @Test
    void aMaskOfAnotherImageIsToldWithItsImageAndFile() {
        String annotation =
                "{\"id\": %d, \"image_id\": 7, \"category_id\": 1, \"bbox\": [0, 0, 10, 80], \"segmentation\":"
                        + " {\"size\": [80, %d], \"counts\": [0, 800, %d]}}";
        folder.image("a.png", 100, 80)
                .write(
                        "set.json",
                        "{\"images\": [{\"id\": 7, \"file_name\": \"a.png\"}],"
                                + " \"categories\": [{\"id\": 1, \"name\": \"dog\"}], \"annotations\": [\n"
                                + String.format(annotation, 1, 100, 7200) + ",\n"
                                + String.format(annotation, 2, 90, 6400)
                                + "]}");
        String file = root.resolve("set.json").toString();
        String line = file + ":3: image 7: annotation 2: its mask is not of its image: it is of 90 x 80 pixels, and the"
                + " image has 100 x 80: correct the \"size\" of its annotation";
        OpenOptions masks = OpenOptions.NONE.withMasks(true);
        assertThatThrownBy(() -> UsableData.open(file, masks, OnError.STOP))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(line + " (1 error in all:");
        UsableData usable = UsableData.open(file, masks, OnError.DROP);
        assertThat(usable.dropped()).extracting(Problem::toString).containsExactly(line);
        assertThat(usable.dataset().boxes()).isEqualTo(1);
        assertThat(UsableData.open(file, OpenOptions.NONE, OnError.STOP)
                        .dataset()
                        .boxes())
                .isEqualTo(2);
        Example unchecked = Datasets.open(file, masks).examples().get(0); // as those see it that look at one image only
        assertThatThrownBy(() -> unchecked.recyclableShapes(100, 80)).hasMessage(line);
    }

    /** One image of 600 x 600, which is not resized, with these boxes. */
    private static Dataset large(Box... boxes) {
        List<Annotation> annotations =
                Stream.of(boxes).map(box -> Annotation.of(box, 1)).toList();
        Example image = new Example("1", Path.of("1.png"), 600, 600, annotations);
        return new Dataset("d", Dataset.Format.COCO, LabelMap.of(List.of("dog")), List.of(image));
    }

    @Test
    void boxesThatNoAnchorMeetsAreAWarning() {
        // The smallest anchor has 64 * 64 pixels: 20 * 20 of them are .098, 21 * 21 are .108.
        assertThat(problems(large(new Box(300, 300, 320, 320), new Box(300, 300, 321, 321))))
                .containsExactly(
                        "warning out-of-reach line 0 1 box is met by no anchor with an IoU of 0.1 or more at this size of"
                                + " the images: too small, too large or too long for anchorBase=256, anchorScales=[0.25, 0.5, 1.0, 2.0],"
                                + " anchorRatios=[0.5, 1.0, 2.0]");
    }

    @Test
    void beforeATrainingOneInTwentyIsNotWorthAWord() {
        Box[] boxes = new Box[20];
        for (int i = 0; i < boxes.length; i++) {
            boxes[i] = new Box(100, 100, 200 + i, 200);
        }
        boxes[0] = new Box(300, 300, 310, 310);
        assertThat(Check.teachable(large(boxes), AnchorReach.STANDARD)).isEmpty();
        boxes[1] = boxes[0];
        assertThat(Check.teachable(large(boxes), AnchorReach.STANDARD)).hasSize(1);
    }

    @Test
    void imagesInWhichNoAnchorLiesAreAWarningWithWhatWouldDo() {
        Example image =
                new Example("1", Path.of("1.png"), 8000, 200, List.of(Annotation.of(new Box(3000, 50, 3120, 150), 1)));
        Dataset data = new Dataset("d", Dataset.Format.COCO, LabelMap.of(List.of("dog")), List.of(image));
        Problem problem = Teachable.problems(data, AnchorReach.STANDARD).get(0);
        assertThat(problem.isError()).isFalse();
        assertThat(problem.detail())
                .isEqualTo(
                        "the proposals learn nothing from 1 image with 1 box: 8000 x 200 pixels become 1024 x 26, in which no"
                                + " anchor lies. Give a smaller anchorBase (64) or a larger longerSide (3200)");
        // Both do what is promised.
        assertThat(AnchorReach.STANDARD.withBase(64).fits(8000, 200)).isTrue();
        assertThat(new AnchorReach(new ResizeRule(600, 3200), Anchors.PAPER).fits(8000, 200))
                .isTrue();
    }
}
