package dev.rebox.evaluate.compare;

import static dev.rebox.evaluate.TestScenes.crowd;
import static dev.rebox.evaluate.TestScenes.dataset;
import static dev.rebox.evaluate.TestScenes.found;
import static dev.rebox.evaluate.TestScenes.image;
import static dev.rebox.evaluate.TestScenes.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.data.Dataset;
import dev.rebox.data.LabelMap;
import dev.rebox.evaluate.matching.ClassBoxes;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class WeightedOutcomesTest {
    private static final Offset<Double> EXACT = within(1e-12);
    private static final Dataset TRUTH = dataset(
            LabelMap.of(List.of("cat", "dog")),
            image("1", object(1, 0, 0, 10, 10)),
            image("2", crowd(1, 100, 0, 50, 50)),
            image("3", object(2, 0, 0, 10, 10)));
    /** Best first: a false positive in image 2, one on its crowd, the cat; the dog is not found. */
    private final WeightedOutcomes outcomes = new WeightedOutcomes(ClassBoxes.perClass(
            TRUTH,
            Map.of(
                    "1", List.of(found(1, .5, 0, 0, 10, 10)),
                    "2", List.of(found(1, .9, 0, 0, 10, 10), found(1, .8, 100, 0, 40, 40)))));

    private double voc(int... copies) {
        return outcomes.measure(copies).voc();
    }

    @Test
    void onceEachTheFiguresAreThoseOfTheSet() {
        // cat: one false positive before the hit, 1/2; dog: 0
        assertThat(voc(1, 1, 1)).isEqualTo((1 / 2. + 0) / 2, EXACT);
        assertThat(outcomes.measure(new int[] {1, 1, 1}).coco()).isEqualTo((1 / 2. + 0) / 2, EXACT);
    }

    @Test
    void aFalsePositiveCountsOnceForEachCopyOfItsImage() {
        assertThat(voc(1, 0, 0)).isEqualTo(1, EXACT);
        assertThat(voc(1, 3, 0)).isEqualTo(1 / 4., EXACT);
        // two cats found behind one false positive: 1/2 and 2/3, lifted to 2/3
        assertThat(voc(2, 1, 0)).isEqualTo(2 / 3., EXACT);
    }

    @Test
    void whatLiesOnACrowdCountsForNoCopy() {
        Dataset crowdAlone = TRUTH.withExamples(TRUTH.examples().subList(0, 2));
        WeightedOutcomes ignored = new WeightedOutcomes(ClassBoxes.perClass(
                crowdAlone,
                Map.of("1", List.of(found(1, .5, 0, 0, 10, 10)), "2", List.of(found(1, .8, 100, 0, 40, 40)))));
        assertThat(ignored.measure(new int[] {1, 5}).voc()).isEqualTo(1, EXACT);
    }

    @Test
    void aClassWhoseObjectsWereNotDrawnDoesNotCount() {
        assertThat(voc(1, 0, 0)).isEqualTo(1, EXACT);
        assertThat(voc(0, 0, 2)).isZero();
        assertThat(outcomes.measure(new int[] {0, 3, 0})).isEqualTo(new WeightedOutcomes.Figures(-1, -1));
    }

    @Test
    void oneMeasureLeavesNoTraceInTheNext() {
        voc(0, 7, 3);
        assertThat(voc(1, 1, 1)).isEqualTo((1 / 2. + 0) / 2, EXACT);
    }
}
