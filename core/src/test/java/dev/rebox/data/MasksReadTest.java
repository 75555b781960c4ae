package dev.rebox.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.box.Box;
import dev.rebox.box.mask.Mask;
import dev.rebox.box.mask.Polygons;
import dev.rebox.data.coco.CocoWriter;
import dev.rebox.error.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Masks in the files of COCO and LabelMe. */
class MasksReadTest {
    private static final OpenOptions MASKS = OpenOptions.NONE.withMasks(true);

    @TempDir
    Path root;

    private String coco(String segmentation) throws IOException {
        return Files.writeString(root.resolve("set.json"), """
                {"images": [{"id": 1, "file_name": "a.jpg", "width": 3, "height": 2}],
                 "categories": [{"id": 1, "name": "thing"}],
                 "annotations": [{"segmentation": %s, "id": 5, "image_id": 1, "category_id": 1, "bbox": [0, 0, 2, 2]}]}
                """.formatted(segmentation))
                .toString();
    }

    private Annotation read(String segmentation) throws IOException {
        return Datasets.open(coco(segmentation), MASKS)
                .examples()
                .get(0)
                .annotations()
                .get(0);
    }

    @Test
    void runLengthsOfBothKindsAndPolygonsAreRead() throws IOException {
        Mask mask = Mask.ofRuns(3, 2, new long[] {1, 2});
        assertThat(read("{\"size\": [2, 3], \"counts\": [1, 2, 3]}").segmentation())
                .isEqualTo(mask);
        assertThat(read("{\"size\": [2, 3], \"counts\": \"123\"}").segmentation())
                .isEqualTo(mask);
        assertThat(read("[[0, 0, 2, 0, 2, 2]]").segmentation())
                .isEqualTo(new Polygons(List.of(new double[] {0, 0, 2, 0, 2, 2})));
        assertThat(read("[[0, 0, 2, 2]]").segmentation()).as("a line").isNull();
        assertThat(read("[]").segmentation()).isNull();
        assertThat(read("null").segmentation()).isNull();
    }

    @Test
    void nobodyWhoDoesNotAskHasThem() throws IOException {
        Annotation plain = Datasets.open(coco("{\"size\": [9, 9], \"counts\": [-1]}"))
                .examples()
                .get(0)
                .annotations()
                .get(0);
        assertThat(plain.segmentation()).isNull();
        assertThat(plain.box()).isEqualTo(new Box(0, 0, 2, 2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"size": [2, 3], "counts": [1, -2]} | its "segmentation" cannot be used: its run 2 has the negative length -2
            {"size": [2, 3], "counts": [1, 6]} | its "segmentation" cannot be used: its runs are longer than the 6 pixels of 3 x 2
            {"size": [2, 3], "counts": "1~"} | its "segmentation" cannot be used: its "counts" are not run lengths: character 2 cannot stand there
            {"size": [2, 3], "counts": [1.5]} | its "segmentation" cannot be used: its "counts" must be whole numbers, or their text
            {"size": [2, 3]} | its "segmentation" cannot be used: its "counts" must be whole numbers, or their text
            {"size": [2], "counts": [1]} | its "segmentation" cannot be used: its "size" must be [height, width] in pixels
            {"size": [-2, 3], "counts": [1]} | its "segmentation" cannot be used: no image has its size, 3 x -2 pixels
            {"size": [9, 8], "counts": [1, 2]} | its mask is not of its image: it is of 8 x 9 pixels, and the image has 3 x 2: correct the "size" of its annotation
            [[0, 0, 1, 1, 2]] | its "segmentation" cannot be used: a polygon has 5 numbers: it needs x and y of three points at least
            [7] | its "segmentation" cannot be used: it must be a list of polygons, each a list of numbers
            """)
    void aHostileMaskIsOneLine(String segmentation, String why) throws IOException {
        String file = coco(segmentation);
        assertThatThrownBy(() -> Datasets.open(file, MASKS))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("set.json")
                .hasMessageContaining(why)
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        Mask mask = Mask.ofRuns(3, 2, new long[] {1, 2});
        Polygons polygons = new Polygons(List.of(new double[] {0, 0, 2.5, 0, 2, 2}));
        List<Annotation> annotations = List.of(
                Annotation.of(new Box(0, 0, 2, 2), 1).withSegmentation(mask),
                Annotation.of(new Box(0, 0, 2, 2), 1).withSegmentation(polygons),
                Annotation.of(new Box(0, 0, 2, 2), 1));
        Dataset data = new Dataset(
                "x",
                Dataset.Format.COCO,
                LabelMap.of(List.of("thing")),
                List.of(new Example("1", Path.of("a.jpg"), 3, 2, annotations)));
        Path file = root.resolve("out.json");
        CocoWriter.write(file, data);
        assertThat(Files.readString(file))
                .contains("\"segmentation\":{\"size\":[2,3],\"counts\":\"12\"}")
                .contains("\"segmentation\":[[0.0,0.0,2.5,0.0,2.0,2.0]]");
        assertThat(Datasets.open(file.toString(), MASKS).examples().get(0).annotations())
                .extracting(Annotation::segmentation)
                .containsExactly(mask, polygons, null);
    }

    @Test
    void polygonsOfLabelMeAreRead() throws IOException {
        Files.writeString(root.resolve("a.json"), """
                {"imagePath": "a.jpg", "imageWidth": 9, "imageHeight": 9, "shapes": [
                  {"label": "thing", "shape_type": "polygon", "points": [[1, 1], [5, 1], [5, 4]]},
                  {"label": "thing", "shape_type": "rectangle", "points": [[1, 1], [5, 4]]}]}
                """);
        List<Annotation> read =
                Datasets.open(root.toString(), MASKS).examples().get(0).annotations();
        assertThat(read)
                .extracting(Annotation::segmentation)
                .containsExactly(new Polygons(List.of(new double[] {1, 1, 5, 1, 5, 4})), null);
        assertThat(read).extracting(Annotation::box).containsOnly(new Box(1, 1, 5, 4));
        assertThat(Datasets.open(root.toString()).examples().get(0).annotations())
                .extracting(Annotation::segmentation)
                .containsOnlyNulls();
    }
}
