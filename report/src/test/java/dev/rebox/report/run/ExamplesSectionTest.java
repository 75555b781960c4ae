package dev.rebox.report.run;

import static dev.rebox.evaluate.TestScenes.found;
import static dev.rebox.evaluate.TestScenes.image;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.box.Detection;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Images named by how well their objects were found. */
class ExamplesSectionTest {
    private final List<ImageScore> scores = List.of(
            score("half", 2, 1, 1), // F1 1/2
            score("all of two", 2, 2, 0), // 1
            score("nothing of one", 1, 0, 0), // 0
            score("nothing and much wrong", 1, 0, 7), // 0
            score("all of five", 5, 5, 0), // 1
            score("nothing of six", 6, 0, 0), // 0
            score("two thirds", 2, 1, 0), // 2/3
            score("a third", 4, 1, 1)); // 2/6

    @Test
    void ofEquallyGoodImagesThoseWithMoreObjectsComeFirst() {
        assertThat(ExamplesSection.best(scores))
                .extracting(s -> s.image().id())
                .containsExactly("all of five", "all of two", "two thirds", "half");
    }

    @Test
    void ofEquallyBadImagesThoseWithMoreMistakesComeFirst() {
        assertThat(ExamplesSection.worst(scores))
                .extracting(s -> s.image().id())
                .containsExactly("nothing and much wrong", "nothing of six", "nothing of one", "a third");
    }

    @Test
    void typicalImagesLieAroundTheMedian() {
        // 0, 0, 0, 1/3, 1/2, 2/3, 1, 1: the median is 1/2; two lie a sixth from it, and five a half.
        assertThat(ExamplesSection.typical(scores))
                .extracting(s -> s.image().id())
                .startsWith("half")
                .contains("a third", "two thirds")
                .last()
                .isEqualTo("nothing of six");
    }

    @Test
    void withoutImagesThereAreNone() {
        assertThat(ExamplesSection.typical(List.of())).isEmpty();
        assertThat(ExamplesSection.best(List.of())).isEmpty();
    }

    @Test
    void fifteenOfManyDetectionsAreDrawnTheSurestOnes() {
        List<Detection> many = IntStream.rangeClosed(1, 20)
                .mapToObj(i -> found(1, i / 20.0, 0, 0, 5, 5))
                .toList();
        assertThat(ExamplesSection.surest(many))
                .hasSize(15)
                .startsWith(found(1, 1, 0, 0, 5, 5))
                .endsWith(found(1, .3, 0, 0, 5, 5));
    }

    private static ImageScore score(String name, int objects, int found, int wrong) {
        return new ImageScore(image(name), objects, found, wrong);
    }
}
