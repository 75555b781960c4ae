package dev.rebox.auxiliary;

import static dev.rebox.TestSamples.crowd;
import static dev.rebox.TestSamples.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.box.Box;
import dev.rebox.data.Annotation;
import dev.rebox.data.Example;
import dev.rebox.data.image.RgbImage;
import dev.rebox.data.loader.LoadedImage;
import dev.rebox.data.loader.Sample;
import dev.rebox.data.loader.SeenImage;
import dev.rebox.recycle.BorderLabels;
import dev.rebox.recycle.ShownLabels;
import dev.rebox.recycle.TaskLabels;
import dev.rebox.region.CropRule;
import dev.rebox.region.FeatureMap;
import dev.rebox.region.PaddedSize;
import dev.rebox.region.RegionClassifier;
import dev.rebox.region.Regions;
import dev.rebox.tensor.Tensors;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BordersTaskTest {
    private static final PaddedSize FRAME = PaddedSize.around(new int[] {64}, new int[] {64});

    private PointerScope scope;
    private FeatureMap features;

    @BeforeEach
    void open() {
        scope = new PointerScope();
        features = new FeatureMap(torch.zeros(1, 1, 4, 4), FRAME, new CropRule(2, false));
    }

    @AfterEach
    void close() {
        scope.close();
    }

    private static Sample sample(boolean flip, Annotation... annotations) {
        Example example = new Example("x", Path.of("x"), 64, 64, List.of(annotations));
        LoadedImage loaded = new LoadedImage(example, 64, 64, new RgbImage(64, 64, new byte[3 * 64 * 64]));
        return Sample.of(new SeenImage(loaded, 2, flip, 5), List.of(LabelledBorders::of));
    }

    /** The same numbers for every region. */
    private static RegionClassifier saying(float[] numbers) {
        return (regions, first, count) -> {
            float[] rows = new float[count * numbers.length];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = numbers[i % numbers.length];
            }
            return Tensors.floats(rows, new Device("cpu"), count, numbers.length);
        };
    }

    private AuxiliaryTask.TaskInput seen(Sample sample, int positives, int[] matched, float... boxes) {
        Regions regions = new Regions(new int[matched.length], boxes);
        return new AuxiliaryTask.TaskInput(features.of(regions), positives, matched, List.of(sample));
    }

    @Test
    void aHeadThatKnowsNothingLosesTheLogarithmOfTheBins() {
        Sample sample = sample(false, object(10, 10, 40, 40, 1));
        Tensor loss = new BordersTask(saying(new float[BorderLabels.NUMBERS]))
                .loss(seen(sample, 1, new int[] {0, -1}, 10, 10, 40, 40, 0, 0, 9, 9));
        assertThat(loss.item_double()).isCloseTo(Math.log(13), within(1e-5)); // 32 windows and 1 positive alike
    }

    @Test
    void aPositiveLearnsWhereItsMatchedBoxLies() {
        // A crowd alone gives no windows, so that the loss is that of the one positive region. Its left side lies 1/8
        // of the
        // region to the right (bin 7), the others on the region's sides (bin 6). exp of the logits: 3 in these bins, 1
        // in others.
        Sample sample = sample(false, crowd(0, 0, 64, 64), object(20, 10, 90, 90, 1));
        float[] numbers = new float[BorderLabels.NUMBERS];
        for (int bin : new int[] {7, 13 + 6, 26 + 6, 39 + 6}) {
            numbers[bin] = (float) Math.log(3);
        }
        Sample without = new Sample(sample.example(), sample.image(), 1, 1, false, sample.annotations(), noWindows());
        AuxiliaryTask.TaskInput input = seen(without, 1, new int[] {1}, 14.285714f, 10, 64, 64);
        double right = -Math.log(3 / 15.0);
        // (20 - 14.2857) / 49.714 = .11494: .9195 of bin 7 and .0805 of bin 6
        double left = -(.91954 * Math.log(3 / 15.0) + .08046 * Math.log(1 / 15.0));
        assertThat(new BordersTask(saying(numbers)).loss(input).item_double())
                .isCloseTo((left + 3 * right) / 4, within(1e-3));
    }

    private static Map<Class<? extends TaskLabels>, TaskLabels> noWindows() {
        return Map.of(LabelledBorders.class, new LabelledBorders(List.of(), List.of(), new float[0][]));
    }

    @Test
    void anImageWithoutBoxesTeachesNothing() {
        Sample empty = sample(false, crowd(0, 0, 64, 64));
        BordersTask task = new BordersTask(saying(new float[BorderLabels.NUMBERS]));
        assertThat(task.loss(seen(empty, 0, new int[] {-1}, 0, 0, 9, 9)).item_double())
                .isZero();
        assertThat(task.predict(features, List.of(empty)).predicted()).isEmpty();
    }

    @Test
    void labelsAreOfTheImageAsItIsSeen() {
        LabelledBorders plain = sample(false, object(5, 10, 30, 40, 1)).labels(LabelledBorders.class);
        LabelledBorders flipped = sample(true, object(5, 10, 30, 40, 1)).labels(LabelledBorders.class);
        assertThat(plain.windows()).hasSize(LabelledBorders.WINDOWS);
        assertThat(flipped.objects()).containsOnly(new Box(34, 10, 59, 40));
        for (int i = 0; i < plain.windows().size(); i++) {
            assertThat(flipped.windows().get(i))
                    .isEqualTo(plain.windows().get(i).flip(64));
            assertThat(flipped.labels()[i])
                    .isEqualTo(BorderLabels.label(flipped.windows().get(i), new Box(34, 10, 59, 40)));
        }
    }

    @Test
    void predictionsAndContextAreProbabilitiesOfEachSide() {
        float[] numbers = new float[BorderLabels.NUMBERS];
        numbers[6] = (float) Math.log(13); // of the left side's 13 bins: 13 of 25, and 1 of 25 each
        BordersTask task = new BordersTask(saying(numbers));
        float[] told = task.predict(features, List.of(sample(false, object(5, 10, 30, 40, 1))))
                .predicted()[0];
        assertThat(told[6]).isEqualTo(.52f, within(1e-6f));
        assertThat(told[5]).isEqualTo(.04f, within(1e-6f));
        assertThat(told[13]).isEqualTo(1 / 13f, within(1e-6f));
        Tensor context = task.offsetContext(features.of(new Regions(new int[1], new float[] {0, 0, 9, 9})));
        assertThat(Tensors.toFloats(context)).isEqualTo(told);
        assertThat(context.requires_grad()).isFalse();
    }

    @Test
    void labelsAreShownInWords() {
        ShownLabels shown = sample(false, object(5, 10, 30, 40, 1))
                .labels(LabelledBorders.class)
                .shown()
                .orElseThrow();
        assertThat(shown.task()).isEqualTo("borders");
        assertThat(shown.labels()).hasSize(32).allSatisfy(label -> {
            assertThat(label.told()).containsExactly(new Box(5, 10, 30, 40));
            assertThat(label.words()).matches("left [+-].* top [+-].* right [+-].* bottom [+-].*");
            assertThat(Arrays.stream(label.values()).sum()).isCloseTo(4, within(1e-5));
        });
    }
}
