package dev.rebox.evaluate.matching;

import static dev.rebox.evaluate.TestScenes.crowd;
import static dev.rebox.evaluate.TestScenes.dataset;
import static dev.rebox.evaluate.TestScenes.difficult;
import static dev.rebox.evaluate.TestScenes.found;
import static dev.rebox.evaluate.TestScenes.image;
import static dev.rebox.evaluate.TestScenes.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.box.Detection;
import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.LabelMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The groups of {@link ClassBoxes}: where those of one image begin and end. */
class GroupsTest {
    private static final LabelMap LABELS = LabelMap.of(List.of("cat", "dog"));

    @Test
    void truthAndDetectionsOfEachImageStandSideBySide() {
        Dataset truth = dataset(
                LABELS,
                image("1", object(1, 1, 0, 9, 9), object(2, 2, 0, 9, 9), object(1, 3, 0, 9, 9)),
                image("2"),
                image("3", object(1, 4, 0, 9, 9)));
        Map<String, List<Detection>> detections = Map.of(
                "1", List.of(found(1, .5, 0, 0, 1, 1)),
                "2", List.of(found(1, .6, 0, 0, 1, 1), found(1, .7, 0, 0, 1, 1)));
        List<ClassBoxes> classes = ClassBoxes.perClass(truth, detections);
        assertThat(bounds(classes.get(0))).containsExactly("0: 0-2, 0-1", "1: 2-2, 1-3", "2: 2-3, 3-3");
        assertThat(bounds(classes.get(1))).containsExactly("0: 0-1, 0-0");
    }

    @Test
    void aHundredImagesHaveAHundredGroups() {
        Example[] images = IntStream.range(0, 100)
                .mapToObj(i -> image(Integer.toString(i), object(1, i, 0, 1, 1)))
                .toArray(Example[]::new);
        ClassBoxes cats = ClassBoxes.perClass(dataset(LABELS, images), Map.of()).get(0);
        assertThat(cats.groups()).isEqualTo(100);
        assertThat(bounds(cats)).element(99).isEqualTo("99: 99-100, 0-0");
        assertThat(bounds(cats)).element(12).isEqualTo("12: 12-13, 0-0");
    }

    @Test
    void crowdsAndDifficultObjectsKeepTheirPlaceAmongTheOthers() {
        Annotation[] mixed = {crowd(1, 0, 0, 9, 9), object(1, 1, 0, 9, 9), difficult(1, 2, 0, 9, 9)};
        ClassBoxes cats = ClassBoxes.perClass(dataset(LABELS, image("1", mixed)), Map.of())
                .get(0);
        for (int t = 0; t < 3; t++) {
            assertThat(cats.truth().source(t)).isSameAs(mixed[t]);
        }
    }

    @Test
    void aClassWithoutAnythingHasNoGroupAndNoOrder() {
        ClassBoxes none =
                ClassBoxes.perClass(dataset(LABELS, image("1")), Map.of()).get(1);
        assertThat(none.groups()).isZero();
        assertThat(none.order()).isEmpty();
    }

    private static List<String> bounds(ClassBoxes boxes) {
        return IntStream.range(0, boxes.groups())
                .mapToObj(g -> boxes.image(g) + ": " + boxes.truthStart(g) + "-" + boxes.truthEnd(g) + ", "
                        + boxes.detectionStart(g) + "-" + boxes.detectionEnd(g))
                .toList();
    }
}
