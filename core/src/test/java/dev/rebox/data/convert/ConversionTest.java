package dev.rebox.data.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.TestData;
import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.data.Datasets;
import dev.rebox.data.Example;
import dev.rebox.data.OpenOptions;
import dev.rebox.data.TestFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConversionTest {

    @TempDir
    Path root;

    private Conversion.Result convert(String spec, String format, String out) {
        return Conversion.convert(spec, OpenOptions.NONE, format, root.resolve(out));
    }

    private TestFolder set() {
        return new TestFolder(root)
                .write(
                        "voc/Annotations/a.xml",
                        "<annotation><size><width>100</width><height>80</height></size><object><name>dog</name>"
                                + "<truncated>1</truncated><difficult>1</difficult><bndbox><xmin>11</xmin><ymin>21</ymin>"
                                + "<xmax>40</xmax><ymax>60</ymax></bndbox></object><object><name>big cat</name><bndbox>"
                                + "<xmin>1</xmin><ymin>1</ymin><xmax>100</xmax><ymax>80</ymax></bndbox></object></annotation>")
                .write("voc/Annotations/b.xml", TestFolder.voc(60, 40, "dog 3 4 33 37"))
                .write("voc/Annotations/c.xml", TestFolder.voc(60, 40))
                .write("voc/ImageSets/Main/train.txt", "a\nc\n")
                .write("voc/ImageSets/Main/test.txt", "b\n")
                .write("voc/classes.txt", "dog\nbig cat\nunseen\n")
                .image("voc/JPEGImages/a.png", 100, 80)
                .image("voc/JPEGImages/b.jpg", 60, 40)
                .image("voc/JPEGImages/c.jpg", 60, 40);
    }

    @Test
    void aroundTheCircleBoxesClassesAndSplitsAreKept() {
        TestFolder folder = set();
        Conversion.Result coco = convert(root + "/voc", "coco", "coco");
        assertThat(coco.images()).isEqualTo(3);
        assertThat(coco.addresses()).containsExactly(root + "/coco/train.json", root + "/coco/test.json");
        assertThat(coco.boxes()).isEqualTo(3);
        assertThat(coco.leftOut())
                .containsExactly(
                        root + "/voc:train: 1 marks 'difficult', which coco does not have",
                        root + "/voc:train: 1 marks 'truncated', which coco does not have");
        Conversion.Result train = convert(root + "/coco/train.json", "yolo", "yolo");
        assertThat(train.leftOut()).isEmpty();
        assertThat(train.addresses()).containsExactly(root + "/yolo/data.yaml:train");
        convert(root + "/yolo/data.yaml", "voc", "back");
        Dataset back = folder.open("back:train");
        assertThat(TestFolder.boxes(back)).containsExactly("a dog 10 20 40 60", "a big cat 0 0 100 80");
        assertThat(back.labels().names()).containsExactly("dog", "big cat", "unseen");
        assertThat(back.examples()).extracting(Example::id).containsExactly("a", "c");
        assertThat(TestFolder.boxes(folder.open("coco/test.json"))).containsExactly("1 dog 2 3 33 37");
        assertThat(back.examples()).allMatch(e -> Files.isRegularFile(e.image()));
    }

    @Test
    void marksAreKeptWhereTheFormatHasThem() {
        TestFolder folder = set();
        assertThat(convert(root + "/voc", "voc", "again").leftOut()).isEmpty();
        Annotation first =
                folder.open("again:train").examples().get(0).annotations().get(0);
        assertThat(first.difficult()).isTrue();
        assertThat(first.truncated()).isTrue();
    }

    @Test
    void crowdsAreToldWhereTheFormatHasNone() {
        new TestFolder(root).write("set.json", """
                        {"images": [{"id": 7, "file_name": "a.png", "width": 100, "height": 80}, {"id": 8, "file_name": "no.png"}],
                         "annotations": [{"id": 1, "image_id": 7, "category_id": 9, "bbox": [1.5, 2, 3, 4], "iscrowd": 1},
                          {"id": 2, "image_id": 7, "category_id": 9, "bbox": [1.25, 2, 3, 4], "area": 5}, {"id": 3}],
                         "categories": [{"id": 9, "name": "dog"}]}""").image("a.png", 100, 80);
        Conversion.Result result = convert(root + "/set.json", "voc", "voc");
        assertThat(result.boxes()).isEqualTo(1);
        assertThat(result.leftOut())
                .containsExactlyInAnyOrder(
                        root + "/set.json:3: annotation 3: it has no \"image_id\"",
                        "image 8: " + root + "/no.png: the image is missing",
                        root + "/set.json: 1 crowd boxes, which voc does not have");
        assertThat(TestFolder.boxes(new TestFolder(root).open("voc"))).containsExactly("a dog 1.25 2 4.25 6");
        convert(root + "/set.json", "coco", "coco");
        Dataset coco = Datasets.open(root + "/coco/annotations.json");
        assertThat(coco.examples().get(0).annotations())
                .extracting(Annotation::crowd)
                .containsExactly(true, false);
        assertThat(coco.examples().get(0).annotations().get(1).area()).isEqualTo(5);
        assertThat(coco.labels().ids()).containsExactly(9L);
    }

    @Test
    void imagesOfOneNameDoNotOverwriteEachOther() {
        TestFolder folder = new TestFolder(root);
        folder.write("t.csv", "x/a.png,1,1,9,9,dog\ny/a.png,2,2,8,8,cat\ny/a.jpg,3,3,8,8,cat\n")
                .image("x/a.png", 10, 10)
                .image("y/a.png", 20, 20)
                .image("y/a.jpg", 30, 30);
        convert(root + "/t.csv", "yolo", "yolo");
        Dataset back = folder.open("yolo/data.yaml:train");
        assertThat(TestFolder.boxes(back))
                .containsExactlyInAnyOrder("a dog 1 1 9 9", "a-2 cat 2 2 8 8", "a-3 cat 3 3 8 8");
        assertThat(back.examples()).extracting(Example::width).containsExactlyInAnyOrder(10, 20, 30);
    }

    @Test
    void anUnknownFormatAndAFolderThatHoldsSomethingAreRefused() {
        set();
        assertThatThrownBy(() -> convert(root + "/voc", "cocoo", "out"))
                .hasMessage("--to: unknown format 'cocoo'. Did you mean 'coco'? Known: voc, coco, yolo");
        assertThatThrownBy(() -> convert(root + "/voc", "coco", "voc"))
                .hasMessage("--out: " + root + "/voc is not empty. Give a new folder.");
    }

    /** What a box, its class and its marks are after a circle, whatever its order in the file. */
    private static List<String> marked(Dataset data, boolean marks) {
        return data.examples().stream()
                .flatMap(e -> e.annotations().stream()
                        .map(a -> e.id() + " " + e.width() + "x" + e.height() + " "
                                + data.labels().name(a.label())
                                + String.format(
                                        Locale.ROOT,
                                        " %.3f %.3f %.3f %.3f",
                                        a.box().x1(),
                                        a.box().y1(),
                                        a.box().x2(),
                                        a.box().y2())
                                + (marks && a.difficult() ? " difficult" : "")
                                + (marks && a.truncated() ? " truncated" : "")))
                .sorted()
                .toList();
    }

    /** 60 images of many sizes and endings in three splits, with up to 6 boxes of 5 classes, a third of them marked. */
    private void generate(String name) {
        SplittableRandom random = new SplittableRandom(8);
        TestFolder folder = new TestFolder(root);
        List<String> classes = List.of("dog", "big cat", "İi", "a,b", "x:y");
        Map<String, StringBuilder> lists = new TreeMap<>();
        for (int image = 0; image < 60; image++) {
            int width = 20 + random.nextInt(300);
            int height = 20 + random.nextInt(300);
            StringBuilder xml = new StringBuilder(
                    "<annotation><size><width>" + width + "</width><height>" + height + "</height></size>");
            for (int box = random.nextInt(7); box > 0; box--) {
                int x1 = 1 + random.nextInt(width - 2);
                int y1 = 1 + random.nextInt(height - 2);
                xml.append("<object><name>" + classes.get(random.nextInt(5)) + "</name><difficult>"
                        + random.nextInt(3) / 2 + "</difficult><truncated>" + random.nextInt(3) / 2
                        + "</truncated><bndbox><xmin>" + x1 + "</xmin><ymin>" + y1 + "</ymin><xmax>"
                        + (x1 + 1 + random.nextInt(width - x1)) + "</xmax><ymax>"
                        + (y1 + 1 + random.nextInt(height - y1)) + "</ymax></bndbox></object>");
            }
            folder.write(name + "/Annotations/im" + image + ".xml", xml + "</annotation>")
                    .image(name + "/JPEGImages/im" + image + (image % 3 == 0 ? ".png" : ".jpg"), width, height);
            lists.computeIfAbsent(
                            List.of("train", "train", "val", "test").get(random.nextInt(4)), k -> new StringBuilder())
                    .append("im" + image + "\n");
        }
        lists.forEach((split, ids) -> folder.write(name + "/ImageSets/Main/" + split + ".txt", ids.toString()));
    }

    @Test
    void aGeneratedSetGoesAroundTheCircleInThreeCommands() {
        generate("made");
        Conversion.Result coco = convert(root + "/made", "coco", "coco");
        assertThat(coco.leftOut())
                .hasSize(6)
                .allMatch(line -> line.matches(
                        ".*/made:(train|val|test): \\d+ marks '(difficult|truncated)', which coco does not have"));
        Conversion.Result yolo = convert(root + "/coco", "yolo", "yolo");
        assertThat(yolo.leftOut()).isEmpty();
        Conversion.Result voc = convert(root + "/yolo", "voc", "back");
        assertThat(voc.leftOut()).isEmpty();
        assertThat(List.of(coco.images(), yolo.images(), voc.images())).containsOnly(60);
        assertThat(voc.addresses())
                .containsExactlyInAnyOrder(root + "/back:train", root + "/back:val", root + "/back:test");
        convert(root + "/made", "voc", "again");
        TestFolder folder = new TestFolder(root);
        for (String split : List.of("train", "val", "test")) {
            Dataset made = folder.open("made:" + split);
            assertThat(marked(folder.open("back:" + split), false))
                    .hasSizeGreaterThan(20)
                    .isEqualTo(marked(made, false));
            assertThat(marked(folder.open("again:" + split), true)).isEqualTo(marked(made, true));
        }
    }

    @Test
    void bccdGoesAroundTheCircleWithinAPixelsRounding() {
        Path bccd = TestData.needed("data/bccd");
        convert(bccd.toString(), "coco", "coco");
        for (String split : List.of("train", "val", "test")) {
            convert(root + "/coco/" + split + ".json", "yolo", "yolo-" + split);
            convert(root + "/yolo-" + split + "/data.yaml", "voc", "voc-" + split);
            Dataset before = Datasets.open(bccd + ":" + split);
            Dataset after = Datasets.open(root + "/voc-" + split);
            assertThat(after.examples()).hasSameSizeAs(before.examples());
            Map<String, List<Annotation>> boxes = new java.util.HashMap<>();
            after.examples().forEach(e -> boxes.put(e.id(), sorted(e.annotations())));
            for (Example example : before.examples()) {
                List<Annotation> wanted = sorted(example.annotations());
                List<Annotation> got = boxes.get(example.id());
                assertThat(got).as(example.id()).hasSameSizeAs(wanted);
                for (int i = 0; i < wanted.size(); i++) {
                    assertThat(after.labels().name(got.get(i).label()))
                            .isEqualTo(before.labels().name(wanted.get(i).label()));
                    assertThat(got.get(i).box().x1())
                            .isCloseTo(wanted.get(i).box().x1(), within(1e-6));
                    assertThat(got.get(i).box().y2())
                            .isCloseTo(wanted.get(i).box().y2(), within(1e-6));
                }
            }
        }
    }

    private static List<Annotation> sorted(List<Annotation> boxes) {
        List<Annotation> sorted = new ArrayList<>(boxes);
        sorted.sort(
                Comparator.comparingDouble((Annotation a) -> Math.round(a.box().x1() * 1000))
                        .thenComparingDouble(a -> Math.round(a.box().y1() * 1000))
                        .thenComparingDouble(a -> Math.round(a.box().x2() * 1000)));
        return sorted;
    }
}
