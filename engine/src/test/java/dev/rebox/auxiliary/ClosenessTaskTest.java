package dev.rebox.auxiliary;

import static dev.rebox.TestSamples.crowd;
import static dev.rebox.TestSamples.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.TestSamples;
import dev.rebox.data.loader.Sample;
import dev.rebox.region.CropRule;
import dev.rebox.region.FeatureMap;
import dev.rebox.region.PaddedSize;
import dev.rebox.region.RegionFeatures;
import dev.rebox.region.Regions;
import dev.rebox.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** K = 3 throughout. */
class ClosenessTaskTest {
    private static final PaddedSize FRAME = PaddedSize.around(new int[] {64, 64}, new int[] {64, 64});

    /** In the first image an object of class 1 beside one of class 2, in the second one of class 3 alone. */
    private final List<Sample> samples = List.of(
            TestSamples.of(64, 64, 3, object(0, 0, 20, 20, 1), crowd(0, 40, 64, 64), object(30, 0, 50, 20, 2)),
            TestSamples.of(64, 64, 3, object(0, 0, 20, 20, 3)));

    private PointerScope scope;
    private Device cpu;
    private FeatureMap features;

    @BeforeEach
    void open() {
        scope = new PointerScope();
        cpu = new Device("cpu");
        features = new FeatureMap(torch.zeros(2, 1, 4, 4), FRAME, new CropRule(2, false));
    }

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void aPositiveLearnsTheClassesNearItsBoxAndNothingOfTheBackground() {
        // exp of the logits of classes 1..3: 1, 2, 5. The background's 99 plays no part.
        Tensor table = leaf(1, 99, 0, ln(2), ln(5));
        Tensor loss = new ClosenessTask(new TableClassifier(table)).loss(seen(regions(0), 1, 0));
        assertThat(loss.item_double()).isCloseTo(-Math.log(2 / 8.0), within(1e-6)); // class 2 is near class 1
        loss.backward();
        assertThat(Tensors.toFloats(table.grad()))
                .containsExactly(new float[] {0, 1 / 8f, 2 / 8f - 1, 5 / 8f}, within(1e-6f));
    }

    @Test
    void theLabelIsThatOfTheMatchedBoxCrowdsCounted() {
        // Annotation 2, after the crowd: class 2, near class 1.
        Tensor loss = new ClosenessTask(new TableClassifier(leaf(1, 0, 0, ln(2), ln(5)))).loss(seen(regions(0), 1, 2));
        assertThat(loss.item_double()).isCloseTo(-Math.log(1 / 8.0), within(1e-6));
    }

    @Test
    void anObjectAloneCountsInTheMeanWithALossOfNought() {
        Tensor table = leaf(2, 0, 0, 0, 0, 0, 0, 0, 0);
        Tensor loss = new ClosenessTask(new TableClassifier(table)).loss(seen(regions(0, 1), 2, 0, 0));
        assertThat(loss.item_double()).isCloseTo(Math.log(3) / 2, within(1e-6));
        loss.backward();
        assertThat(Arrays.copyOfRange(Tensors.toFloats(table.grad()), 4, 8)).containsOnly(0);
    }

    @Test
    void onlyThePositivesLearnThoughSixteenAreLookedAtAtOnce() {
        int n = 40;
        int positives = 17;
        Tensor table = torch.zeros(n, 4).requires_grad_(true);
        TableClassifier classifier = new TableClassifier(table);
        int[] matched = new int[n];
        Arrays.fill(matched, positives, n, -1);
        Tensor loss = new ClosenessTask(classifier).loss(seen(regions(new int[n]), positives, matched));
        assertThat(classifier.asked).containsExactly(32);
        assertThat(loss.item_double()).isCloseTo(Math.log(3), within(1e-6));
        loss.backward();
        float[] gradient = Tensors.toFloats(table.grad());
        for (int i = 0; i < positives; i++) {
            assertThat(gradient[4 * i + 2]).isEqualTo((1 / 3f - 1) / 17, within(1e-6f));
        }
        assertThat(Arrays.copyOfRange(gradient, 4 * positives, 4 * n)).containsOnly(0);
    }

    @Test
    void withoutPositivesTheLossIsNought() {
        ClosenessTask task = new ClosenessTask(new TableClassifier(leaf(1, 1, 2, 3, 4)));
        assertThat(task.loss(seen(regions(0), 0, -1)).item_double()).isZero();
        assertThat(task.loss(seen(regions(), 0)).item_double()).isZero();
    }

    @Test
    void withOneClassThereIsNothingToTell() {
        Sample alone = TestSamples.of(64, 64, 1, object(0, 0, 20, 20, 1), object(30, 0, 50, 20, 1));
        Tensor table = leaf(1, 3, -2);
        AuxiliaryTask.TaskInput seen = new AuxiliaryTask.TaskInput(regions(0), 1, new int[] {0}, List.of(alone));
        assertThat(new ClosenessTask(new TableClassifier(table)).loss(seen).item_double())
                .isZero();
    }

    @Test
    void theContextIsTheMeanOverTheRegionsOfTheSameImage() {
        Tensor table = leaf(3, 1, 2, 3, 4, 10, 20, 30, 40, 3, 4, 5, 6);
        RegionFeatures all = regions(0, 1, 0);
        Tensor context = new ClosenessTask(new TableClassifier(table)).context(all, all);
        assertThat(context.shape()).containsExactly(3, 4);
        assertThat(Tensors.toFloats(context)).containsExactly(2, 3, 4, 5, 10, 20, 30, 40, 2, 3, 4, 5);
        assertThat(context.requires_grad()).isFalse();
    }

    /** Paper, section 3.3: c is the mean over all proposals of the image, not over those that are refined. */
    @Test
    void theMeanIsOverAllRegionsWhicheverAreRefined() {
        Tensor table = leaf(3, 1, 2, 3, 4, 10, 20, 30, 40, 3, 4, 5, 6);
        RegionFeatures all = regions(0, 1, 0);
        ClosenessTask task = new ClosenessTask(new TableClassifier(table));
        assertThat(Tensors.toFloats(task.context(all.select(new int[] {2}), all)))
                .containsExactly(2, 3, 4, 5);
        assertThat(Tensors.toFloats(task.context(all.select(new int[] {0, 1}), all)))
                .containsExactly(2, 3, 4, 5, 10, 20, 30, 40);
    }

    @Test
    void asksAboutTheBoxesThatAnotherClassIsNear() {
        // The objects of the first image, not the crowd between them; the second image's object is alone.
        ClosenessTask task = new ClosenessTask(new TableClassifier(leaf(2, 9, 1, 2, 3, 9, 4, 5, 6)));
        Predictions predictions = task.predict(features, samples);
        assertThat(predictions.predicted()).isDeepEqualTo(new float[][] {{9, 1, 2, 3}, {9, 4, 5, 6}});
        assertThat(predictions.labels()).isDeepEqualTo(new float[][] {{0, 0, 1, 0}, {0, 1, 0, 0}});
        assertThat(task.predict(features, samples.subList(1, 2)).predicted()).isEmpty();
    }

    private AuxiliaryTask.TaskInput seen(RegionFeatures regions, int positives, int... matched) {
        return new AuxiliaryTask.TaskInput(regions, positives, matched, samples);
    }

    /** Regions in these images; where does not matter here. */
    private RegionFeatures regions(int... images) {
        return features.of(new Regions(images, new float[4 * images.length]));
    }

    private Tensor leaf(int rows, float... values) {
        return Tensors.floats(values, cpu, rows, values.length / rows).requires_grad_(true);
    }

    private static float ln(double x) {
        return (float) Math.log(x);
    }
}
