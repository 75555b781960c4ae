package dev.rebox.evaluate.compare;

import static dev.rebox.evaluate.TestScenes.dataset;
import static dev.rebox.evaluate.TestScenes.difficult;
import static dev.rebox.evaluate.TestScenes.found;
import static dev.rebox.evaluate.TestScenes.image;
import static dev.rebox.evaluate.TestScenes.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.data.Dataset;
import dev.rebox.data.LabelMap;
import dev.rebox.evaluate.errors.ErrorKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FoundObjectsTest {
    @Test
    void tellsWhichObjectsEachFindsAndHowTheOtherFails() {
        Dataset truth = dataset(
                LabelMap.of(List.of("cat", "dog")),
                image("1", object(1, 0, 0, 10, 10), object(1, 100, 0, 10, 10), difficult(1, 0, 100, 9, 9)),
                image("2", object(2, 0, 0, 10, 10), object(2, 100, 0, 10, 10)));
        FoundObjects objects = FoundObjects.of(
                truth,
                Map.of("1", List.of(found(1, .9, 0, 0, 10, 10), found(1, .8, 100, 0, 10, 10))),
                Map.of(
                        "1", List.of(found(1, .9, 0, 0, 10, 10), found(2, .8, 100, 0, 10, 10)),
                        "2", List.of(found(2, .6, 0, 0, 10, 10), found(2, .4, 100, 0, 10, 10))),
                .5);
        assertThat(objects.byBoth()).isEqualTo(1);
        assertThat(objects.byNeither()).isEqualTo(1); // what is found with .4 is not
        assertThat(objects.byFirst()).singleElement().satisfies(found -> {
            assertThat(found.truth())
                    .isSameAs(truth.examples().get(0).annotations().get(1));
            assertThat(found.mistake().kind()).isEqualTo(ErrorKind.CLASS);
        });
        assertThat(objects.bySecond()).singleElement().satisfies(found -> {
            assertThat(found.imageId()).isEqualTo("2");
            assertThat(found.mistake().kind()).isEqualTo(ErrorKind.MISSED);
        });
        assertThat(objects.secondErrors()).containsEntry(ErrorKind.CLASS, 1).containsEntry(ErrorKind.MISSED, 1);
    }
}
