package dev.rebox.report.run;

import static dev.rebox.evaluate.TestScenes.crowd;
import static dev.rebox.evaluate.TestScenes.dataset;
import static dev.rebox.evaluate.TestScenes.difficult;
import static dev.rebox.evaluate.TestScenes.found;
import static dev.rebox.evaluate.TestScenes.image;
import static dev.rebox.evaluate.TestScenes.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.box.Detection;
import dev.rebox.data.Annotation;
import dev.rebox.data.LabelMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImageScoreTest {
    @Test
    void anObjectFoundTwiceIsFoundOnceAndWrongOnce() {
        ImageScore score = score(
                List.of(object(1, 0, 0, 10, 10), object(1, 100, 0, 10, 10)),
                found(1, .9, 0, 0, 10, 10),
                found(1, .8, 0, 0, 10, 10));
        assertThat(score.objects()).isEqualTo(2);
        assertThat(score.found()).isEqualTo(1);
        assertThat(score.wrong()).isEqualTo(1);
        assertThat(score.f1()).isEqualTo(.5); // 2 x 1 / (2 + 1 + 1)
    }

    @Test
    void whatIsNotAskedForIsNeitherFoundNorWrong() {
        ImageScore score = score(
                List.of(object(1, 0, 0, 10, 10), crowd(1, 100, 0, 50, 50), difficult(1, 200, 0, 10, 10)),
                found(1, .9, 0, 0, 10, 10),
                found(1, .9, 110, 10, 10, 10),
                found(1, .9, 200, 0, 10, 10));
        assertThat(score.objects()).isEqualTo(1);
        assertThat(score.found()).isEqualTo(1);
        assertThat(score.wrong()).isZero();
        assertThat(score.f1()).isEqualTo(1);
    }

    @Test
    void anImageWithNothingToSeeAndNothingSaidHasNoScore() {
        assertThat(ImageScore.of(dataset(LabelMap.of(List.of("cat")), image("1")), Map.of()))
                .isEmpty();
        assertThat(score(List.of(), found(1, .9, 0, 0, 10, 10)).f1()).isZero();
    }

    private static ImageScore score(List<Annotation> truth, Detection... predicted) {
        var data = dataset(LabelMap.of(List.of("cat")), image("1", truth.toArray(Annotation[]::new)));
        return ImageScore.of(data, Map.of("1", List.of(predicted))).get(0);
    }
}
