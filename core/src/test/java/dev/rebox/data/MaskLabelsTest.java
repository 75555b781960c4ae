package dev.rebox.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebox.box.Box;
import dev.rebox.box.LabelledShape;
import dev.rebox.box.mask.Mask;
import dev.rebox.recycle.ForegroundLabel;
import dev.rebox.recycle.MultiObjectLabels;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the tasks learn from masks. */
class MaskLabelsTest {
    @TempDir
    Path root;

    private static Mask left(int width, int height, int columns) {
        return Mask.of(width, height, (x, y) -> x < columns);
    }

    @Test
    void areasAreThoseOfTheSilhouette() {
        // Its box is the whole image of 10 x 10, but 5 columns of it are covered: half of the window, and its root.
        Annotation half = Annotation.of(new Box(0, 0, 10, 10), 1).withSegmentation(left(10, 10, 5));
        Example example = new Example("a", Path.of("a"), 10, 10, List.of(half));

        List<LabelledShape> shapes = example.recyclableShapes(10, 10);

        assertThat(shapes).containsExactly(new LabelledShape(List.of(new Box(0, 0, 5, 10)), 1));
        MultiObjectLabels labels = MultiObjectLabels.ofShapes(10, 10, shapes, 1);
        assertThat(labels.label(new Box(0, 0, 10, 10))).containsExactly(.5, .5);
        assertThat(labels.label(new Box(4, 0, 9, 10)))
                .containsExactly(new double[] {2 / 3.0, 1 / 3.0}, within(1e-12)); // 40 and 10: roots as 2 to 1
        assertThat(labels.label(new Box(6, 6, 9, 9))).containsExactly(1, 0);
    }

    @Test
    void aSilhouetteThatFillsItsBoxHasTheLabelsOfTheBox() {
        Mask filled = Mask.of(100, 80, (x, y) -> x >= 20 && x < 50 && y >= 10 && y < 73);
        Annotation box = Annotation.of(new Box(20, 10, 50, 73), 1);
        Example plain = new Example("a", Path.of("a"), 100, 80, List.of(box));
        Example outlined = plain.withAnnotations(List.of(box.withSegmentation(filled)));
        ForegroundLabel expected = ForegroundLabel.of(100, 80, plain.recyclableBoxes(), 1);
        ForegroundLabel label = ForegroundLabel.ofShapes(100, 80, outlined.recyclableShapes(100, 80), 1);
        assertThat(label.mask()).isEqualTo(expected.mask());
        assertThat(label.weight()).isEqualTo(expected.weight());
    }

    @Test
    void aBoxStandsForAnObjectWithoutAMaskOrWithAnEmptyOneAndCrowdsHaveNoPart() {
        Box box = new Box(1, 1, 3, 3);
        Annotation crowd = new Annotation(box, 2, false, false, true, 4);
        Annotation empty = Annotation.of(box, 1).withSegmentation(left(10, 10, 0));
        Example example = new Example("a", Path.of("a"), 10, 10, List.of(Annotation.of(box, 1), crowd, empty));
        assertThat(example.recyclableShapes(10, 10))
                .containsExactly(new LabelledShape(List.of(box), 1), new LabelledShape(List.of(box), 1));
    }

    /** Twenty images whose labels numpy computed from the pixels that pycocotools decoded: src/test/golden/mask_golden.py. */
    @Test
    void labelsAreThoseOfAnIndependentComputation() throws IOException {
        JsonNode cases;
        try (InputStream in = MaskLabelsTest.class.getResourceAsStream("/golden/masks/masks.json")) {
            cases = new ObjectMapper().readTree(in).get("labels");
        }
        assertThat(cases).hasSize(20);
        for (JsonNode one : cases) {
            Example example = read(one);
            int width = example.width();
            int height = example.height();
            List<LabelledShape> shapes = example.recyclableShapes(width, height);
            MultiObjectLabels soft = MultiObjectLabels.ofShapes(width, height, shapes, 3);
            for (int w = 0; w < one.get("windows").size(); w++) {
                JsonNode at = one.get("windows").get(w);
                double[] label = soft.label(new Box(
                        at.get(0).asDouble(),
                        at.get(1).asDouble(),
                        at.get(2).asDouble(),
                        at.get(3).asDouble()));
                for (int k = 0; k <= 3; k++) {
                    assertThat(label[k]).isCloseTo(one.get("soft").get(w).get(k).asDouble(), within(1e-6));
                }
            }
            ForegroundLabel foreground = ForegroundLabel.ofShapes(width, height, shapes, 3);
            for (int i = 0; i < 64 * 64; i++) {
                assertThat(foreground.mask()[i])
                        .isEqualTo(one.get("mask").get(i / 64).asText().charAt(i % 64) == '1');
            }
            for (int i = 0; i < one.get("weight").size(); i++) {
                assertThat(foreground.weight()[41 * i])
                        .isCloseTo((float) one.get("weight").get(i).asDouble(), within(1e-5f));
            }
        }
    }

    /** Through a file in COCO's format. */
    private Example read(JsonNode one) throws IOException {
        StringBuilder annotations = new StringBuilder();
        int id = 0;
        for (JsonNode object : one.get("objects")) {
            annotations.append(id == 0 ? "" : ",").append("""
                    {"id": %d, "image_id": 1, "category_id": %d, "bbox": [1, 1, 5, 5], "segmentation": %s}""".formatted(
                            ++id, object.get("label").asInt(), object.get("segmentation")));
        }
        Path file = Files.writeString(root.resolve("set.json"), """
                {"images": [{"id": 1, "file_name": "a.jpg", "width": %d, "height": %d}],
                 "categories": [{"id": 1, "name": "a"}, {"id": 2, "name": "b"}, {"id": 3, "name": "c"}],
                 "annotations": [%s]}""".formatted(
                        one.get("width").asInt(), one.get("height").asInt(), annotations));
        return Datasets.open(file.toString(), OpenOptions.NONE.withMasks(true))
                .examples()
                .get(0);
    }
}
