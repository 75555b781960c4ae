package dev.rebox.auxiliary;

import static dev.rebox.TestSamples.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.TestSamples;
import dev.rebox.box.Box;
import dev.rebox.data.Annotation;
import dev.rebox.data.Example;
import dev.rebox.data.loader.Sample;
import dev.rebox.region.CropRule;
import dev.rebox.region.FeatureMap;
import dev.rebox.region.PaddedSize;
import dev.rebox.region.RegionFeatures;
import dev.rebox.region.Regions;
import dev.rebox.tensor.Tensors;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MultiObjectTaskTest {
    /** Two images, 100 x 60 and 40 x 80. */
    private static final PaddedSize FRAME = PaddedSize.around(new int[] {100, 40}, new int[] {60, 80});

    private PointerScope scope;
    private FeatureMap features;

    @BeforeEach
    void open() {
        scope = new PointerScope();
        features = new FeatureMap(torch.zeros(2, 1, 6, 8), FRAME, new CropRule(2, false));
    }

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void tellsTheProbabilitiesOfEveryWindowBesideItsLabel() {
        Sample half = sample(List.of(new Box(0, 0, 32, 32), new Box(0, 0, 16, 32)), object(0, 0, 16, 32, 1));
        float ln3 = (float) Math.log(3);
        Tensor table = Tensors.floats(new float[] {0, ln3, ln3, 0}, new Device("cpu"), 2, 2);
        Predictions predictions = new MultiObjectTask(new TableClassifier(table), 5).predict(features, List.of(half));
        assertThat(predictions.labels()[0][1]).isEqualTo(.5f, within(1e-6f));
        assertThat(predictions.labels()[1][1]).isEqualTo(1, within(1e-6f));
        assertThat(predictions.predicted()[0]).containsExactly(new float[] {.25f, .75f}, within(1e-6f));
        assertThat(predictions.predicted()[1]).containsExactly(new float[] {.75f, .25f}, within(1e-6f));
    }

    @Test
    void theLossIsTheMeanSoftCrossEntropyOverTheWindowsOfAllImages() {
        // Half a window free, half object: label (.5, .5). The object's own box: (0, 1). An empty image: (1, 0).
        Sample half = sample(List.of(new Box(0, 0, 32, 32), new Box(0, 0, 16, 32)), object(0, 0, 16, 32, 1));
        Sample empty = sample(List.of(new Box(0, 0, 100, 60)));
        float ln3 = (float) Math.log(3);
        Tensor table = Tensors.floats(new float[] {0, ln3, 0, ln3, 0, ln3}, new Device("cpu"), 3, 2)
                .requires_grad_(true);
        Tensor loss = new MultiObjectTask(new TableClassifier(table), 5)
                .loss(new AuxiliaryTask.TaskInput(regions(), 0, new int[0], List.of(half, empty)));
        double expected = (-.5 * Math.log(.25) - .5 * Math.log(.75) - Math.log(.75) - Math.log(.25)) / 3;
        assertThat(loss.item_double()).isCloseTo(expected, within(1e-6));
        loss.backward();
        // (probability - label) / 3
        assertThat(Tensors.toFloats(table.grad()))
                .containsExactly(
                        new float[] {-.25f / 3, .25f / 3, .25f / 3, -.25f / 3, -.75f / 3, .75f / 3}, within(1e-6f));
    }

    @Test
    void theContextIsTheFiveWindowsFromTheRegionToTheWholeImage() {
        TableClassifier classifier = TableClassifier.ofCoordinates();
        Tensor context = new MultiObjectTask(classifier, 5).context(regions(), regions());
        assertThat(context.shape()).containsExactly(2, 5 * 3);
        assertThat(Tensors.toFloats(context))
                .containsExactly(
                        20, 8, 60, 15, 6, 70, 10, 4, 80, 5, 2, 90, 0, 0, 100, // x1, y1, x2 of r = 0 .. 4
                        20, 40, 40, 15, 30, 40, 10, 20, 40, 5, 10, 40, 0, 0, 40);
        // The regions, each of the three windows between, and each image once.
        assertThat(classifier.asked).containsExactly(2, 2, 2, 2, 2);
    }

    @Test
    void fewerWindowsAreTheRegionOrTheRegionAndTheImage() {
        assertThat(Tensors.toFloats(
                        new MultiObjectTask(TableClassifier.ofCoordinates(), 1).context(regions(), regions())))
                .containsExactly(20, 8, 60, 20, 40, 40);
        assertThat(Tensors.toFloats(
                        new MultiObjectTask(TableClassifier.ofCoordinates(), 2).context(regions(), regions())))
                .containsExactly(20, 8, 60, 0, 0, 100, 20, 40, 40, 0, 0, 40);
    }

    @Test
    void theContextHasNoGraph() {
        Tensor table = torch.ones(6, 3).requires_grad_(true);
        assertThat(new MultiObjectTask(new TableClassifier(table), 5)
                        .context(regions(), regions())
                        .requires_grad())
                .isFalse();
    }

    private RegionFeatures regions() {
        return features.of(new Regions(new int[] {0, 1}, new float[] {20, 8, 60, 20, 20, 40, 40, 80}));
    }

    private static Sample sample(List<Box> windows, Annotation... annotations) {
        return TestSamples.withWindows(new Example("x", Path.of("x"), 100, 60, List.of(annotations)), 1, windows);
    }
}
