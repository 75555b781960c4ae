package dev.rebox.evaluate.coco;

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
import dev.rebox.data.Annotation;
import dev.rebox.data.LabelMap;
import dev.rebox.data.Origin;
import dev.rebox.evaluate.matching.ClassBoxes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CocoMatcherTest {
    private static CocoOutcomes match(
            List<Annotation> truth, List<Detection> predicted, double threshold, ObjectSize size) {
        ClassBoxes boxes = ClassBoxes.perClass(
                        dataset(LabelMap.of(List.of("cat")), image("1", truth.toArray(new Annotation[0]))),
                        Map.of("1", predicted))
                .get(0);
        return CocoMatcher.match(boxes, new double[] {threshold}, size).get(0);
    }

    private static byte[] outcomes(List<Annotation> truth, Detection... predicted) {
        return match(truth, List.of(predicted), .5, ObjectSize.ALL).outcomes()[0];
    }

    @Test
    void aDetectionTakesTheNextBestObjectWhenTheBestIsTaken() {
        // both detections overlap the first object most; the second by 90 / (100 + 100 - 90), and the other by 80 / 120
        List<Annotation> truth = List.of(object(1, 0, 0, 10, 10), object(1, 3, 0, 10, 10));
        assertThat(outcomes(truth, found(1, .9, 0, 0, 10, 10), found(1, .8, 1, 0, 10, 10)))
                .containsExactly(HIT, HIT);
    }

    @Test
    void theLastOfEquallyOverlappedObjectsIsTaken() {
        // the first detection overlaps both by 8 of 12 columns; what it takes is lost to the second
        List<Annotation> truth = List.of(object(1, 0, 0, 10, 10), object(1, 4, 0, 10, 10));
        Detection between = found(1, .9, 2, 0, 10, 10);
        assertThat(outcomes(truth, between, found(1, .8, 6, 0, 10, 10))).containsExactly(HIT, MISS);
        assertThat(outcomes(truth, between, found(1, .8, -2, 0, 10, 10))).containsExactly(HIT, HIT);
    }

    @Test
    void anObjectAskedForIsTakenBeforeABetterOneThatIsNot() {
        // overlap .6 with the object, 1 with the difficult one
        List<Annotation> truth = List.of(difficult(1, 0, 0, 10, 10), object(1, 0, 0, 10, 6));
        assertThat(outcomes(truth, found(1, .9, 0, 0, 10, 10), found(1, .8, 0, 0, 10, 10), found(1, .7, 0, 0, 10, 10)))
                .containsExactly(HIT, IGNORED, MISS);
    }

    @Test
    void halfOfTheDetectionMustLieOnACrowd() {
        List<Annotation> truth = List.of(crowd(1, 0, 0, 100, 100));
        assertThat(outcomes(
                        truth,
                        found(1, .9, 95, 0, 10, 10), // 50 of 100
                        found(1, .8, 96, 0, 10, 10), // 40 of 100
                        found(1, .7, 95, 50, 10, 10)))
                .containsExactly(IGNORED, MISS, IGNORED);
        assertThat(match(truth, List.of(), .5, ObjectSize.ALL).positives()).isZero();
    }

    @Test
    void anOverlapOfOnePassesTheThresholdOfOne() {
        // three tenths and their like do not add up to a whole in the last bit
        List<Annotation> truth = List.of(object(1, .1, .2, .3, .6));
        assertThat(match(truth, List.of(found(1, .9, .1, .2, .3, .6)), 1, ObjectSize.ALL)
                        .outcomes()[0])
                .containsExactly(HIT);
        assertThat(match(truth, List.of(found(1, .9, .1, .2, .3, .59)), 1, ObjectSize.ALL)
                        .outcomes()[0])
                .containsExactly(MISS);
    }

    @Test
    void anAnnotationNumberedZeroIsNeverFoundAsInTheTool() {
        Annotation plain = object(1, 0, 0, 10, 10);
        Annotation zero =
                new Annotation(plain.box(), 1, false, false, false, plain.area(), new Origin(Path.of("a.json"), 3, 0));
        assertThat(outcomes(List.of(zero), found(1, .9, 0, 0, 10, 10), found(1, .8, 0, 0, 10, 10)))
                .containsExactly(MISS, MISS);
        assertThat(match(List.of(zero), List.of(), .5, ObjectSize.ALL).positives())
                .isOne();
    }

    @Test
    void theSizeOfAnObjectIsItsAreaAndThatOfADetectionItsBox() {
        Annotation plain = object(1, 0, 0, 40, 40);
        // a box of 1600 pixels whose outline covers 900: small, while the detection is medium
        Annotation thin = new Annotation(plain.box(), 1, false, false, false, 900);
        List<Detection> predicted = List.of(found(1, .9, 0, 0, 40, 40), found(1, .8, 100, 0, 40, 40));
        CocoOutcomes small = match(List.of(thin), predicted, .5, ObjectSize.SMALL);
        assertThat(small.positives()).isOne();
        assertThat(small.outcomes()[0]).containsExactly(HIT, IGNORED);
        CocoOutcomes medium = match(List.of(thin), predicted, .5, ObjectSize.MEDIUM);
        assertThat(medium.positives()).isZero();
        assertThat(medium.outcomes()[0]).containsExactly(IGNORED, MISS);
    }

    @Test
    void bothEndsOfASizeBelongToIt() {
        assertThat(List.of(ObjectSize.SMALL, ObjectSize.MEDIUM)).allMatch(size -> size.holds(1024));
        assertThat(List.of(ObjectSize.MEDIUM, ObjectSize.LARGE)).allMatch(size -> size.holds(9216));
        assertThat(ObjectSize.SMALL.holds(1024.01)).isFalse();
        assertThat(ObjectSize.MEDIUM.holds(1023.99)).isFalse();
        assertThat(ObjectSize.LARGE.holds(9215.99)).isFalse();
        assertThat(ObjectSize.SMALL.holds(0)).isTrue();
    }

    @Test
    void eachThresholdIsMatchedByItself() {
        // overlaps .6 and 1; at .5 the better score takes the object, at .7 the other one finds it
        ClassBoxes boxes = ClassBoxes.perClass(
                        dataset(LabelMap.of(List.of("cat")), image("1", object(1, 0, 0, 10, 10))),
                        Map.of("1", List.of(found(1, .9, 0, 0, 10, 6), found(1, .8, 0, 0, 10, 10))))
                .get(0);
        byte[][] outcomes = CocoMatcher.match(boxes, new double[] {.5, .7}, ObjectSize.ALL)
                .get(0)
                .outcomes();
        assertThat(outcomes).isDeepEqualTo(new byte[][] {{HIT, MISS}, {MISS, HIT}});
    }
}
