package dev.rebox.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The exports of label tools, and tables. The images have 100 x 80 pixels. */
class OtherFormatsTest {
    @TempDir
    Path root;

    private TestFolder folder;
    private final List<Problem> problems = new ArrayList<>();

    @BeforeEach
    void folder() {
        folder = new TestFolder(root).image("images/a.png", 100, 80).image("images/b.png", 100, 80);
    }

    private List<String> boxes(String file, String text) {
        folder.write(file, text);
        return TestFolder.boxes(folder.open(file, problems));
    }

    @Test
    void cvatsImagesAreReadWithAllTheirShapes() {
        List<String> boxes = boxes("annotations.xml", """
                <?xml version="1.0" encoding="utf-8"?>
                <annotations>
                  <version>1.1</version>
                  <meta><job><labels><label><name>dog</name></label><label><name>cat</name></label></labels></job></meta>
                  <image id="0" name="a.png" width="100" height="80" subset="train">
                    <box label="cat" xtl="10.5" ytl="20" xbr="40" ybr="60" occluded="0"><attribute name="x">1</attribute></box>
                    <box label="cat" xtl="40" ytl="35" xbr="60" ybr="45" rotation="90.0"/>
                    <polygon label="dog" points="1.0,2.0;9.0,3.0;5.0,8.0"/>
                    <ellipse label="dog" cx="50" cy="40" rx="10" ry="5"/>
                    <mask label="dog" rle="1,2" left="3" top="4" width="10" height="20"/>
                    <points label="dog" points="1,1"/>
                    <tag label="dog"/>
                  </image>
                  <image id="1" name="b.png" width="100" height="80" subset="val">
                    <box label="cat" xtl="10" ytl="20" xbr="forty" ybr="60"/>
                    <polyline label="dog" points="1,1;1,5"/>
                    <box label="cat" xtl="10" ytl="20" xbr="40" ybr="60"/>
                  </image>
                </annotations>
                """);
        assertThat(boxes)
                .containsExactly(
                        "a cat 10.5 20 40 60",
                        "a cat 45 30 55 50",
                        "a dog 1 2 9 8",
                        "a dog 40 35 60 45",
                        "a dog 3 4 13 24",
                        "b cat 10 20 40 60");
        assertThat(problems)
                .extracting(Problem::toString)
                .containsExactly(
                        root + "/annotations.xml:15: image b: the <box> 'cat' has xbr 'forty', which is not a number",
                        root + "/annotations.xml:16: image b: the <polyline> 'dog' has no area");
        assertThat(folder.open("annotations.xml:train").labels().names()).containsExactly("dog", "cat");
        assertThat(folder.open("annotations.xml:train").examples()).hasSize(1);
        assertThat(folder.open("annotations.xml:train").examples().get(0).image())
                .isEqualTo(root.resolve("images/a.png"));
        assertThatThrownBy(() -> folder.open("annotations.xml:test"))
                .hasMessage(root + "/annotations.xml: there is no split 'test'. Known: train, val");
        problems.clear();
        assertThat(folder.open("", problems).boxes())
                .as("the folder stands for the file")
                .isEqualTo(6);
    }

    @Test
    void cvatsTracksAreBoxesOfFrames() {
        List<String> boxes = boxes("annotations.xml", """
                <annotations><meta><task><original_size><width>640</width><height>480</height></original_size></task></meta>
                <track id="0" label="car">
                <box frame="0" outside="0" xtl="1" ytl="2" xbr="3" ybr="4"/>
                <box frame="1" outside="0" xtl="2" ytl="2" xbr="4" ybr="4"/>
                <box frame="2" outside="1" xtl="2" ytl="2" xbr="4" ybr="4"/>
                </track></annotations>
                """);
        assertThat(boxes).containsExactly("frame_000000 car 1 2 3 4", "frame_000001 car 2 2 4 4");
        assertThat(folder.open("annotations.xml").examples().get(0).width()).isEqualTo(640);
    }

    @Test
    void labelMesFolderIsReadWithEveryShapeThatHasAnArea() {
        folder.write("lm/a.json", """
                        {"version": "5.0", "flags": {}, "shapes": [
                          {"label": "dog", "points": [[10, 20], [40, 60]], "shape_type": "rectangle"},
                          {"label": "dog", "points": [[40, 60], [10, 20]], "shape_type": "rectangle"},
                          {"label": "cat", "points": [[1, 2], [9, 3], [5, 8]], "shape_type": "polygon"},
                          {"label": "cat", "points": [[50, 40], [53, 44]], "shape_type": "circle"},
                          {"label": "cat", "points": [[50, 40]], "shape_type": "point"},
                          {"label": "", "points": [[1, 2], [3, 4]]},
                          {"label": "cat", "points": [[1, "x"], [3, 4]]}],
                         "imagePath": "..\\\\photos\\\\a.png", "imageData": null, "imageHeight": 80, "imageWidth": 100}
                        """)
                .image("lm/a.png", 100, 80)
                .write("lm/broken.json", "{\"shapes\": [")
                .image("lm/broken.png", 10, 10);
        Dataset data = folder.open("lm", problems);
        assertThat(TestFolder.boxes(data))
                .containsExactly("a dog 10 20 40 60", "a dog 10 20 40 60", "a cat 1 2 9 8", "a cat 45 35 55 45");
        assertThat(data.examples().get(0).image()).isEqualTo(root.resolve("lm/a.png"));
        assertThat(problems)
                .extracting(Problem::image, Problem::detail)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a", "annotation 4: the shape 'cat' (point) has no area"),
                        org.assertj.core.groups.Tuple.tuple("a", "annotation 5: a shape has no \"label\""),
                        org.assertj.core.groups.Tuple.tuple(
                                "a", "annotation 6: \"points\" must hold pairs of numbers, not [1,\"x\"]"),
                        org.assertj.core.groups.Tuple.tuple(
                                "broken", problems.get(3).detail()));
        assertThat(problems.get(3).detail()).startsWith("this is not well-formed JSON: ");
    }

    @Test
    void labelStudiosExportIsInPercentOfTheImage() {
        List<String> boxes = boxes("export.json", """
                [{"id": 11, "data": {"image": "/data/upload/1/0a1b2c3d-a.png"}, "annotations": [
                   {"was_cancelled": true, "result": [{"type": "rectanglelabels", "original_width": 100, "original_height": 80,
                     "value": {"x": 0, "y": 0, "width": 9, "height": 9, "rectanglelabels": ["never"]}}]},
                   {"result": [
                    {"type": "rectanglelabels", "original_width": 100, "original_height": 80,
                     "value": {"x": 10, "y": 25, "width": 30, "height": 50, "rotation": 0, "rectanglelabels": ["dog"]}},
                    {"type": "rectanglelabels", "original_width": 100, "original_height": 80,
                     "value": {"x": 50, "y": 50, "width": 20, "height": 12.5, "rotation": 90, "rectanglelabels": ["dog"]}},
                    {"type": "polygonlabels", "original_width": 100, "original_height": 80,
                     "value": {"points": [[1, 2.5], [9, 5], [5, 10]], "polygonlabels": ["cat"]}},
                    {"type": "choices", "value": {"choices": ["good"]}},
                    {"type": "rectanglelabels", "original_width": 100, "original_height": 80,
                     "value": {"x": "ten", "y": 25, "width": 30, "height": 50, "rectanglelabels": ["dog"]}}]}]},
                 {"id": 12, "data": {"photo": "https://host/x/b.png?sig=1"}, "annotations": []},
                 {"id": 13, "data": {"text": "no image"}, "annotations": []}]
                """);
        // The second one is turned by 90 degrees about its corner 50, 40: 20 wide and 10 high become 10 and 20, to its
        // left.
        assertThat(boxes)
                .containsExactly("0a1b2c3d-a dog 10 20 40 60", "0a1b2c3d-a dog 40 40 50 60", "0a1b2c3d-a cat 1 2 9 8");
        assertThat(problems)
                .extracting(Problem::detail)
                .containsExactly(
                        "annotation 11: a result has no number \"x\"",
                        "annotation 13: a task names no image (\"data\": {\"image\": ...})");
        Dataset data = folder.open("export.json", problems);
        assertThat(data.examples())
                .extracting(Example::image)
                .containsExactly(root.resolve("images/a.png"), root.resolve("images/b.png"));
    }

    @Test
    void labelStudiosMinimalExportIsRead() {
        assertThat(boxes("min.json", """
                        [{"image": "/data/local-files/?d=images/a.png", "id": 1, "label": [
                          {"x": 10, "y": 25, "width": 30, "height": 50, "rotation": 0, "rectanglelabels": ["dog"],
                           "original_width": 100, "original_height": 80}]}]
                        """)).containsExactly("a dog 10 20 40 60");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.png,10,20,40,60,dog\n",
                "file,x1,y1,x2,y2,class\na.png,10,20,40,60,dog\n",
                "filename;width;height;class;xmin;ymin;xmax;ymax\r\nimages/a.png;100;80;dog;10;20;40;60\r\n",
                "\uFEFFImage\tLabel\tX\tY\tW\tH\n\"a.png\"\t\"dog\"\t10.0\t20\t30\t40\n",
                "image_path, left, top, right, bottom, label\n/content/images/a.png, 10, 20, 40, 60, dog\n\n# end\n",
                "class,x,y,width,height,image\ndog,10,20,30,40,a\n",
                "ImageID,Source,LabelName,Confidence,XMin,XMax,YMin,YMax\na,x,dog,1,0.1,0.4,0.25,0.75\n",
            })
    void tablesAreReadHoweverTheirColumnsAreCalled(String text) {
        assertThat(boxes("t.csv", text)).containsExactly("a dog 10 20 40 60".replace("a ", idOf(text) + " "));
        assertThat(problems).isEmpty();
        assertThat(folder.open("t.csv").examples().get(0).image()).isEqualTo(root.resolve("images/a.png"));
    }

    private static String idOf(String text) {
        return text.contains("/content/") ? "/content/images/a" : text.contains("images/a.png;") ? "images/a" : "a";
    }

    @Test
    void faultyRowsOfATableAreReportedAndTheOthersAreRead() {
        assertThat(boxes("t.csv", """
                        file,x1,y1,x2,y2,class
                        a.png,10,20,40,60,dog
                        a.png,10,20,forty,60,dog
                        a.png,10,20,40,60,
                        ,10,20,40,60,dog
                        a.png,10
                        b.png,,,,,
                        "a, b.png",1,2,3,4,"dog, big"
                        """)).containsExactly("a dog 10 20 40 60", "a, b dog, big 1 2 3 4");
        assertThat(problems)
                .extracting(Problem::line, Problem::detail)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(3, "x2 is not a number: 'forty'"),
                        org.assertj.core.groups.Tuple.tuple(4, "the row has a box and no class"),
                        org.assertj.core.groups.Tuple.tuple(5, "the row names no image"),
                        org.assertj.core.groups.Tuple.tuple(6, "y1 is not a number: ''"));
        assertThat(folder.open("t.csv", problems).examples())
                .extracting(Example::id)
                .containsExactly("a", "b", "a, b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"'a,b,c'|a,b,c", "'file,x1,y1,class'|file,x1,y1,class", "'<html>'|<html>"})
    void aTableOfUnknownColumnsIsOneLine(String text, String shown) {
        folder.write("t.csv", text);
        assertThatThrownBy(() -> folder.open("t.csv"))
                .hasMessage(root
                        + "/t.csv:1: the first line must name the columns (file,x1,y1,x2,y2,class) or be such a row;"
                        + " it is '" + shown + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cvat", "csv", "labelme", "labelstudio", "voc", "coco", "yolo"})
    void eachFormatHasItsName(String name) {
        assertThat(DatasetFormats.named(name).format().name()).isEqualTo(name);
        assertThat(DatasetFormats.named(name).looksLike()).isNotBlank();
    }
}
