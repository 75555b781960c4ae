package dev.rebox.auxiliary;

import static dev.rebox.TestSamples.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.TestSamples;
import dev.rebox.data.loader.Sample;
import dev.rebox.region.CropRule;
import dev.rebox.region.FeatureMap;
import dev.rebox.region.PaddedSize;
import dev.rebox.region.Regions;
import dev.rebox.tensor.Parameters;
import dev.rebox.tensor.Tensors;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ForegroundTaskTest {
    private PointerScope scope;
    private Parameters parameters;
    private ForegroundTask task;

    @BeforeEach
    void open() {
        scope = new PointerScope();
        parameters = new Parameters(new Device("cpu"), 0);
        task = new ForegroundTask(parameters.under("foreground"), 1, false);
    }

    @AfterEach
    void close() {
        parameters.close();
        scope.close();
    }

    @Test
    void eachCellCountsByItsWeight() {
        head(0, 0, 0, (float) Math.log(3)); // the foreground's probability is 3/4 everywhere
        // The box covers the cells 0..31 both ways: 1024 of them with 1/1024 each, 3072 free ones with 1/4096 each.
        Sample sample = TestSamples.of(64, 64, 1, object(0, 0, 31, 31, 1));
        double mean = (1 + .75) / 4096;
        double covered = -Math.log(.75) * 1024 / 1024 / mean;
        double free = -Math.log(.25) * 3072 / 4096 / mean;
        assertThat(loss(new float[16], sample).item_double()).isCloseTo((covered + free) / 4096, within(1e-5));
    }

    @Test
    void tellsTheProbabilityOfEveryCellBesideItsMask() {
        head(0, 0, 0, (float) Math.log(3));
        Sample sample = TestSamples.of(64, 64, 1, object(0, 0, 31, 31, 1));
        Predictions predictions = task.predict(
                features(new float[16], PaddedSize.around(new int[] {64}, new int[] {64})), List.of(sample));
        assertThat(predictions.predicted()[0]).hasSize(4096);
        assertThat(predictions.predicted()[0][4095]).isEqualTo(.75f, within(1e-6f));
        assertThat(predictions.labels()[0][31]).isEqualTo(1);
        assertThat(predictions.labels()[0][32]).isZero();
    }

    /** Logits of -1 and 1 at most: the probability is 1 / (1 + e^-2) at most. */
    @Test
    void tanhBoundsTheProbability() {
        ForegroundTask bounded = new ForegroundTask(parameters.under("bounded").under("foreground"), 1, true);
        parameters
                .get("bounded.foreground.conv.bias")
                .set(Tensors.floats(new float[] {-50, 50}, parameters.device(), 2));
        FeatureMap features = features(new float[16], PaddedSize.around(new int[] {64}, new int[] {64}));
        Sample sample = TestSamples.of(64, 64, 1, object(0, 0, 31, 31, 1));
        assertThat(bounded.predict(features, List.of(sample)).predicted()[0][7])
                .isEqualTo((float) (1 / (1 + Math.exp(-2))), within(1e-6f));
    }

    @Test
    void withoutBoxesEveryCellCountsAlike() {
        head(0, 0, 0, (float) Math.log(3));
        assertThat(loss(new float[16], TestSamples.of(64, 64, 1)).item_double())
                .isCloseTo(-Math.log(.25), within(1e-5));
    }

    @Test
    void theMeanIsOverTheImagesToo() {
        head(0, 0, 0, (float) Math.log(3));
        Sample full = TestSamples.of(64, 64, 1, object(0, 0, 64, 64, 1));
        assertThat(loss(new float[32], full, TestSamples.of(64, 64, 1)).item_double())
                .isCloseTo((-Math.log(.75) - Math.log(.25)) / 2, within(1e-5));
    }

    @Test
    void logitsLieOverTheImageNotOverTheFrame() {
        head(0, 1, 0, 0); // background 0, foreground the value of the map
        // An image 32 wide and 64 high in a frame of 64 x 64: the map's columns 0 .. 1.5 of 0 .. 3.
        float[] map = {0, 1, 2, 3, 10, 11, 12, 13, 20, 21, 22, 23, 30, 31, 32, 33};
        PaddedSize frame = new PaddedSize(64, 64, new int[] {32}, new int[] {64});
        Tensor logits = task.logits(features(map, frame));
        assertThat(logits.shape()).containsExactly(64 * 64, 2);
        float[] values = Tensors.toFloats(logits);
        for (int y = 0; y < 64; y += 21) {
            for (int x = 0; x < 64; x += 21) {
                float foreground = values[2 * (64 * y + x) + 1];
                assertThat(foreground).isEqualTo(30 * y / 63f + 1.5f * x / 63f, within(1e-4f));
            }
        }
    }

    @Test
    void theLossReachesMapAndHead() {
        head(0, 1, 0, 0);
        Tensor map =
                Tensors.floats(new float[16], parameters.device(), 1, 1, 4, 4).requires_grad_(true);
        PaddedSize frame = PaddedSize.around(new int[] {64}, new int[] {64});
        FeatureMap features = new FeatureMap(map, frame, new CropRule(7, false));
        Sample sample = TestSamples.of(64, 64, 1, object(0, 0, 64, 64, 1));
        task.loss(new AuxiliaryTask.TaskInput(
                        features.of(new Regions(new int[0], new float[0])), 0, new int[0], List.of(sample)))
                .backward();
        // Everywhere foreground, probability 1/2: the sum over the map is -1/2.
        assertThat(map.grad().sum().item_float()).isEqualTo(-.5f, within(1e-5f));
        assertThat(Tensors.toFloats(
                        parameters.get("foreground.conv.bias").value().grad()))
                .containsExactly(new float[] {.5f, -.5f}, within(1e-5f));
    }

    private Tensor loss(float[] map, Sample... samples) {
        int n = samples.length;
        int[] sides = new int[n];
        java.util.Arrays.fill(sides, 64);
        FeatureMap features = features(map, PaddedSize.around(sides, sides));
        return task.loss(new AuxiliaryTask.TaskInput(
                features.of(new Regions(new int[0], new float[0])), 0, new int[0], List.of(samples)));
    }

    private FeatureMap features(float[] map, PaddedSize frame) {
        Tensor tensor = Tensors.floats(map, parameters.device(), map.length / 16, 1, 4, 4);
        return new FeatureMap(tensor, frame, new CropRule(7, false));
    }

    private void head(float backgroundWeight, float foregroundWeight, float backgroundBias, float foregroundBias) {
        parameters
                .get("foreground.conv.weight")
                .set(Tensors.floats(new float[] {backgroundWeight, foregroundWeight}, parameters.device(), 2, 1, 1, 1));
        parameters
                .get("foreground.conv.bias")
                .set(Tensors.floats(new float[] {backgroundBias, foregroundBias}, parameters.device(), 2));
    }
}
