package dev.rebox.evaluate.voc;

import static dev.rebox.evaluate.TestScenes.crowd;
import static dev.rebox.evaluate.TestScenes.dataset;
import static dev.rebox.evaluate.TestScenes.difficult;
import static dev.rebox.evaluate.TestScenes.found;
import static dev.rebox.evaluate.TestScenes.image;
import static dev.rebox.evaluate.TestScenes.object;
import static dev.rebox.evaluate.matching.Outcome.HIT;
import static dev.rebox.evaluate.matching.Outcome.IGNORED;
import static dev.rebox.evaluate.matching.Outcome.MISS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.box.Detection;
import dev.rebox.data.Example;
import dev.rebox.data.LabelMap;
import dev.rebox.evaluate.matching.ClassBoxes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VocMatcherTest {
    private static ClassBoxes cats(Map<String, List<Detection>> predicted, Example... images) {
        return ClassBoxes.perClass(dataset(LabelMap.of(List.of("cat")), images), predicted)
                .get(0);
    }

    @Test
    void aDetectionLooksAtItsMostOverlappedObjectOnly() {
        // the second overlaps the found object by 90/110 and the free one by 80/120: a duplicate, unlike in COCO
        ClassBoxes boxes = cats(
                Map.of("1", List.of(found(1, .9, 0, 0, 10, 10), found(1, .8, 1, 0, 10, 10))),
                image("1", object(1, 0, 0, 10, 10), object(1, 3, 0, 10, 10)));
        VocMatcher.Matches matches = VocMatcher.match(boxes, .5);
        assertThat(matches.outcome()).containsExactly(HIT, MISS);
        assertThat(matches.truth()).containsExactly(0, -1);
    }

    @Test
    void theFirstOfEquallyOverlappedObjectsIsTaken() {
        ClassBoxes boxes = cats(
                Map.of("1", List.of(found(1, .9, 2, 0, 10, 10))),
                image("1", object(1, 0, 0, 10, 10), object(1, 4, 0, 10, 10)));
        assertThat(VocMatcher.match(boxes, .5).truth()).containsExactly(0);
    }

    @Test
    void whatIgnoresADetectionIsTold() {
        ClassBoxes boxes = cats(
                Map.of("1", List.of(found(1, .9, 20, 0, 10, 10), found(1, .8, 0, 0, 10, 10))),
                image("1", object(1, 50, 0, 10, 10), difficult(1, 0, 0, 10, 10), crowd(1, 20, 0, 10, 10)));
        VocMatcher.Matches matches = VocMatcher.match(boxes, .5);
        assertThat(matches.outcome()).containsExactly(IGNORED, IGNORED);
        assertThat(matches.truth()).containsExactly(2, 1);
        assertThat(VocMatcher.positives(boxes)).isOne();
    }

    @Test
    void objectsOfAnotherImageAreOutOfReach() {
        ClassBoxes boxes = cats(
                Map.of("2", List.of(found(1, .9, 0, 0, 10, 10)), "3", List.of(found(1, .8, 0, 0, 10, 10))),
                image("1", object(1, 0, 0, 10, 10)),
                image("2"),
                image("3", object(1, 0, 0, 10, 10)));
        VocMatcher.Matches matches = VocMatcher.match(boxes, .5);
        assertThat(matches.outcome()).containsExactly(MISS, HIT);
        assertThat(matches.truth()).containsExactly(-1, 1);
    }

    @Test
    void whatDoesNotOverlapIsAMissEvenWithoutAThreshold() {
        ClassBoxes boxes = cats(Map.of("1", List.of(found(1, .9, 10, 0, 10, 10))), image("1", object(1, 0, 0, 10, 10)));
        assertThat(VocMatcher.match(boxes, 0).outcome()).containsExactly(MISS);
    }
}
