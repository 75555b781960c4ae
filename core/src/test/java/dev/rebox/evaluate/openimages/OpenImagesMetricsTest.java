package dev.rebox.evaluate.openimages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.box.Box;
import dev.rebox.box.Detection;
import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.LabelMap;
import dev.rebox.data.VerifiedLabels;
import dev.rebox.evaluate.Evaluation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Boxes that a reader can check by hand: all are 10 pixels high, so that only their x count. */
class OpenImagesMetricsTest {
    private static final int ANIMAL = 1;
    private static final int JAGUAR = 2;
    private static final LabelMap LABELS = LabelMap.of(List.of("Animal", "Jaguar"));

    @Test
    void precisionAtEachHitIsAveraged() {
        // Hit (1/1), miss, hit (2/3), and one of three objects is not found: (1 + 2/3 + 0) / 3.
        Dataset truth = truth(List.of(object(0, 10), object(20, 30), object(40, 50)), null);
        List<Detection> found = List.of(found(.9, 0, 10), found(.8, 100, 110), found(.7, 20, 30));

        assertThat(jaguars(truth, found)).isCloseTo((1 + 2 / 3.) / 3, within(1e-12));
    }

    @Test
    void anIouOfOneHalfIsAHitAndAnObjectIsFoundOnce() {
        // [0, 10] and [0, 20] share 10 of 20 pixels. The second detection of the object is a miss: hits 1/1 and 2/3.
        Dataset truth = truth(List.of(object(0, 10), object(40, 50)), null);
        List<Detection> found = List.of(found(.9, 0, 20), found(.8, 0, 10), found(.7, 40, 50));

        assertThat(jaguars(truth, found)).isCloseTo((1 + 2 / 3.) / 2, within(1e-12));
    }

    @Test
    void detectionsWithinAGroupAreNeitherAskedForNorPunished() {
        Dataset truth = truth(List.of(object(0, 10), group(100, 200)), null);

        // 4 of 10 pixels lie within the group: a miss, and then a hit with precision 1/2.
        assertThat(jaguars(truth, List.of(found(.9, 94, 104), found(.8, 0, 10))))
                .isEqualTo(.5);
        // 5 of 10: ignored, and the hit that follows has precision 1.
        assertThat(jaguars(truth, List.of(found(.9, 95, 105), found(.8, 0, 10))))
                .isEqualTo(1);
        // Many in one group, and one that is the group itself.
        assertThat(jaguars(
                        truth,
                        List.of(found(.99, 100, 200), found(.9, 110, 120), found(.9, 130, 140), found(.8, 0, 10))))
                .isEqualTo(1);
        // Groups alone are nothing to be found.
        assertThat(jaguars(truth(List.of(group(0, 10)), null), List.of(found(.9, 0, 10))))
                .isEqualTo(-1);
    }

    @Test
    void anObjectWithinAGroupIsFoundFirstAndItsDuplicateIsIgnored() {
        Dataset truth = truth(List.of(group(0, 100), object(0, 10), object(200, 210)), null);
        List<Detection> found = List.of(found(.9, 0, 10), found(.8, 0, 10), found(.7, 200, 210));

        assertThat(jaguars(truth, found)).isEqualTo(1);
    }

    @Test
    void aGroupOfAnotherClassExcusesNothing() {
        Annotation animals = group(100, 200).withLabel(ANIMAL);
        Dataset truth = truth(List.of(object(0, 10), animals), null);

        assertThat(jaguars(truth, List.of(found(.9, 110, 120), found(.8, 0, 10))))
                .isEqualTo(.5);
    }

    @Test
    void classesThatNobodyLookedForAreLeftOut() {
        List<Detection> found = List.of(found(.9, 0, 10), new Detection(box(0, 10), ANIMAL, .8));
        List<Annotation> objects = List.of(object(0, 10));

        // Nobody looked for animals here.
        OpenImagesMetrics open = OpenImagesMetrics.of(
                truth(objects, new VerifiedLabels(List.of(JAGUAR), List.of())), Map.of("a", found));
        assertThat(open.ignored()).isEqualTo(1);
        // Somebody looked and saw none: the detection counts as a miss, of a class that has no object elsewhere.
        OpenImagesMetrics absent = OpenImagesMetrics.of(
                truth(objects, new VerifiedLabels(List.of(), List.of(ANIMAL))), Map.of("a", found));
        assertThat(absent.ignored()).isZero();
        // A class that has a box needs no word.
        assertThat(open.perClass()).containsEntry("Jaguar", 1.).containsEntry("Animal", -1.);
        assertThat(open.map()).isEqualTo(1);
    }

    @Test
    void anUnverifiedDetectionCostsNothingWhereAVerifiedOneDoes() {
        Example seen = example("a", List.of(object(0, 10)), null);
        Example unknown = example("b", List.of(), new VerifiedLabels(List.of(), List.of(ANIMAL)));
        Example looked = example("b", List.of(), new VerifiedLabels(List.of(), List.of(JAGUAR)));
        Map<String, List<Detection>> found = Map.of("a", List.of(found(.5, 0, 10)), "b", List.of(found(.9, 0, 10)));

        assertThat(OpenImagesMetrics.of(set(List.of(seen, unknown)), found).map())
                .isEqualTo(1);
        assertThat(OpenImagesMetrics.of(set(List.of(seen, looked)), found).map())
                .isEqualTo(.5);
    }

    @Test
    void theTruthIsExpandedToAncestorsAndDetectionsAreNot() {
        Ancestors ancestors = Ancestors.of(Map.of("Jaguar", Set.of("Animal", "Thing")), LABELS);
        Dataset truth = truth(List.of(object(0, 10)), new VerifiedLabels(List.of(JAGUAR), List.of()));
        List<Detection> jaguar = List.of(found(.9, 0, 10));
        List<Detection> both = List.of(found(.9, 0, 10), new Detection(box(0, 10), ANIMAL, .9));

        OpenImagesMetrics one = OpenImagesMetrics.expanded(truth, Map.of("a", jaguar), ancestors);
        assertThat(one.expanded()).isTrue();
        assertThat(one.perClass()).containsEntry("Jaguar", 1.).containsEntry("Animal", 0.);
        assertThat(one.map()).isEqualTo(.5);
        assertThat(OpenImagesMetrics.expanded(truth, Map.of("a", both), ancestors)
                        .map())
                .isEqualTo(1);
    }

    @Test
    void whatIsThereIsThereAsItsAncestorsAndWhatIsNotHasNoneBelow() {
        Ancestors ancestors = Ancestors.of(Map.of("Jaguar", Set.of("Animal")), LABELS);

        assertThat(ancestors
                        .expand(truth(List.of(), new VerifiedLabels(List.of(JAGUAR), List.of())))
                        .examples()
                        .get(0)
                        .verified())
                .isEqualTo(new VerifiedLabels(List.of(ANIMAL, JAGUAR), List.of()));
        assertThat(ancestors
                        .expand(truth(List.of(), new VerifiedLabels(List.of(), List.of(ANIMAL))))
                        .examples()
                        .get(0)
                        .verified())
                .isEqualTo(new VerifiedLabels(List.of(), List.of(ANIMAL, JAGUAR)));
    }

    @Test
    void evaluateGivesItForDataOfThisFormatAndWhereItIsAskedFor() {
        Dataset truth = truth(List.of(object(0, 10)), null);
        Map<String, List<Detection>> found = Map.of("a", List.of(found(.9, 0, 10)));

        assertThat(Evaluation.of(truth, found).openImages()).isNotNull();
        assertThat(Evaluation.of(truth, found, Evaluation.Metric.VOC).openImages())
                .isNull();
        Dataset coco = new Dataset("coco", Dataset.Format.COCO, LABELS, truth.examples());
        assertThat(Evaluation.of(coco, found).openImages()).isNull();
        assertThat(Evaluation.of(coco, found, Evaluation.Metric.OPENIMAGES))
                .satisfies(only -> assertThat(only.openImages()).isNotNull())
                .satisfies(only -> assertThat(only.coco()).isNull())
                .satisfies(only -> assertThat(only.voc()).isNull());
    }

    private static double jaguars(Dataset truth, List<Detection> found) {
        Double figure =
                OpenImagesMetrics.of(truth, Map.of("a", found)).perClass().get("Jaguar");
        return figure == null ? Double.NaN : figure;
    }

    private static Dataset truth(List<Annotation> objects, VerifiedLabels verified) {
        return set(List.of(example("a", objects, verified)));
    }

    private static Dataset set(List<Example> examples) {
        return new Dataset("set", Dataset.Format.OPEN_IMAGES, LABELS, examples);
    }

    private static Example example(String id, List<Annotation> objects, VerifiedLabels verified) {
        return new Example(id, Path.of(id + ".jpg"), 300, 10, objects).withVerified(verified);
    }

    private static Annotation object(double x1, double x2) {
        return Annotation.of(box(x1, x2), JAGUAR);
    }

    private static Annotation group(double x1, double x2) {
        return new Annotation(box(x1, x2), JAGUAR, false, false, true, 10 * (x2 - x1));
    }

    private static Detection found(double score, double x1, double x2) {
        return new Detection(box(x1, x2), JAGUAR, score);
    }

    private static Box box(double x1, double x2) {
        return new Box(x1, 0, x2, 10);
    }
}
