package dev.rebox.evaluate.matching;

import static dev.rebox.evaluate.TestScenes.dataset;
import static dev.rebox.evaluate.TestScenes.found;
import static dev.rebox.evaluate.TestScenes.image;
import static dev.rebox.evaluate.TestScenes.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.LabelMap;
import dev.rebox.error.DataException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClassBoxesTest {
    private static final LabelMap LABELS = LabelMap.of(List.of("cat", "dog"));

    @Test
    void groupsByImageWithTheBestDetectionFirst() {
        Dataset truth = dataset(LABELS, image("a"), image("b", object(2, 0, 0, 9, 9)), image("c"));
        ClassBoxes dogs = ClassBoxes.perClass(
                        truth,
                        Map.of(
                                "a", List.of(found(1, .9, 0, 0, 1, 1)),
                                "c",
                                        List.of(
                                                found(2, .1, 1, 0, 1, 1),
                                                found(2, .5, 2, 0, 1, 1),
                                                found(2, .1, 3, 0, 1, 1))))
                .get(1);
        assertThat(dogs.groups()).isEqualTo(2);
        assertThat(dogs.image(0)).isEqualTo(1);
        assertThat(dogs.truthEnd(0) - dogs.truthStart(0)).isEqualTo(1);
        assertThat(dogs.detectionEnd(0)).isZero();
        assertThat(List.of(0, 1, 2))
                .extracting(d -> dogs.detections().source(d).box().x1())
                .containsExactly(2., 1., 3.);
    }

    @Test
    void equalScoresGoByTheNumberOfTheImage() {
        Dataset truth = dataset(LABELS, image("100"), image("20"), image("3"));
        assertThat(Images.ordered(truth)).extracting(Example::id).containsExactly("3", "20", "100");
        assertThat(Images.ordered(dataset(LABELS, image("2007_1"), image("10"))))
                .extracting(Example::id)
                .containsExactly("2007_1", "10");
        ClassBoxes cats = ClassBoxes.perClass(
                        truth,
                        Map.of(
                                "100", List.of(found(1, .5, 100, 0, 1, 1)),
                                "3", List.of(found(1, .5, 3, 0, 1, 1)),
                                "20", List.of(found(1, .7, 20, 0, 1, 1))))
                .get(0);
        assertThat(cats.order()).containsExactly(1, 0, 2);
    }

    @Test
    void orderIsStable() {
        assertThat(Descending.rows(new double[] {.2, .5, .2, .9, .5, .2, .1})).containsExactly(3, 1, 4, 0, 2, 5, 6);
        assertThat(Descending.rows(new double[0])).isEmpty();
    }

    @Test
    void whatTheTruthDoesNotKnowIsNamed() {
        Dataset truth = dataset(LABELS, image("0001"));
        assertThatThrownBy(() -> ClassBoxes.perClass(truth, Map.of("0002", List.of())))
                .isInstanceOf(DataException.class)
                .hasMessage("detections on image '0002', which scenes does not have. Did you mean '0001'?");
        assertThatThrownBy(() -> ClassBoxes.perClass(truth, Map.of("0001", List.of(found(3, .5, 0, 0, 1, 1)))))
                .hasMessage("image 0001: a detection of class number 3, but the data set has the classes 1 to 2");
        assertThatThrownBy(() -> ClassBoxes.perClass(truth, Map.of("0001", List.of(found(1, Double.NaN, 0, 0, 1, 1)))))
                .hasMessage("image 0001: a detection with the score NaN; scores are finite numbers");
    }

    @Test
    void aWidthComesBackAsItWasWritten() {
        assertThat(371.02 + 86.45 - 371.02).isNotEqualTo(86.45);
        assertThat(BoxColumns.extent(371.02, 371.02 + 86.45)).isEqualTo(86.45);
        assertThat(BoxColumns.extent(0, 1 / 3.)).isEqualTo(1 / 3.);
    }
}
