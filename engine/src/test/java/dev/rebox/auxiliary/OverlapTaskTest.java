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
import dev.rebox.recycle.OverlapLabels;
import dev.rebox.recycle.TaskLabels;
import dev.rebox.region.CropRule;
import dev.rebox.region.FeatureMap;
import dev.rebox.region.PaddedSize;
import dev.rebox.region.RegionClassifier;
import dev.rebox.region.Regions;
import dev.rebox.tensor.Tensors;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OverlapTaskTest {
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
        return Sample.of(new SeenImage(loaded, 2, flip, 5), List.of(LabelledOverlaps::of));
    }

    /** One with these windows. */
    private static Sample withWindows(List<Box> windows, List<Box> boxes) {
        Sample plain = sample(false);
        float[][] labels =
                windows.stream().map(w -> OverlapLabels.label(w, boxes)).toArray(float[][]::new);
        Map<Class<? extends TaskLabels>, TaskLabels> of =
                Map.of(LabelledOverlaps.class, new LabelledOverlaps(windows, List.of(), labels));
        return new Sample(plain.example(), plain.image(), 1, 1, false, List.of(), of);
    }

    /** The same numbers for every region: ln 3 in these bins, 0 in the others. */
    private static RegionClassifier sure(int... bins) {
        return (regions, first, count) -> {
            float[] rows = new float[count * OverlapLabels.NUMBERS];
            for (int i = 0; i < count; i++) {
                for (int bin : bins) {
                    rows[i * OverlapLabels.NUMBERS + bin] = (float) Math.log(3);
                }
            }
            return Tensors.floats(rows, new Device("cpu"), count, OverlapLabels.NUMBERS);
        };
    }

    private double loss(RegionClassifier head, Sample sample) {
        Regions none = new Regions(new int[0], new float[0]);
        return new OverlapTask(head)
                .loss(new AuxiliaryTask.TaskInput(features.of(none), 0, new int[0], List.of(sample)))
                .item_double();
    }

    @Test
    void sidesCountForTheWindowsThatShowAnObjectAlone() {
        // One window is the box: the last bin of 11, and of each side the middle one of 13. The other shows nothing:
        // the first.
        Box box = new Box(10, 10, 30, 30);
        Sample sample = withWindows(List.of(box, new Box(40, 40, 60, 60)), List.of(box));
        assertThat(loss(sure(), sample)).isCloseTo(Math.log(11) + Math.log(13), within(1e-5));
        // Sure of the last bin: 3 of 13 for the first window, 1 of 13 for the second.
        assertThat(loss(sure(10), sample))
                .isCloseTo(-(Math.log(3 / 13.0) + Math.log(1 / 13.0)) / 2 + Math.log(13), within(1e-5));
        // Sure of the middle of the left side: 3 of 15 for one of four sides.
        assertThat(loss(sure(11 + 6), sample))
                .isCloseTo(Math.log(11) + (3 * Math.log(13) - Math.log(3 / 15.0)) / 4, within(1e-5));
    }

    @Test
    void anImageWithoutBoxesTeachesThatThereIsNothing() {
        Sample empty = sample(false, crowd(0, 0, 64, 64));
        assertThat(empty.labels(LabelledOverlaps.class).windows()).hasSize(1);
        assertThat(loss(sure(0), empty)).isCloseTo(-Math.log(3 / 13.0), within(1e-5));
    }

    @Test
    void labelsAreOfTheImageAsItIsSeen() {
        LabelledOverlaps plain = sample(false, object(5, 10, 30, 40, 1)).labels(LabelledOverlaps.class);
        LabelledOverlaps flipped = sample(true, object(5, 10, 30, 40, 1)).labels(LabelledOverlaps.class);
        assertThat(plain.windows()).hasSize(32);
        for (int i = 0; i < 32; i++) {
            Box window = plain.windows().get(i).flip(64);
            assertThat(flipped.windows().get(i)).isEqualTo(window);
            assertThat(flipped.labels()[i]).isEqualTo(OverlapLabels.label(window, List.of(new Box(34, 10, 59, 40))));
        }
    }

    @Test
    void predictionsAreProbabilities() {
        Predictions told =
                new OverlapTask(sure(10, 11)).predict(features, List.of(sample(false, object(5, 10, 30, 40, 1))));
        assertThat(told.predicted()[0][10]).isEqualTo(3 / 13f, within(1e-6f));
        assertThat(told.predicted()[0][11]).isEqualTo(3 / 15f, within(1e-6f));
        assertThat(told.predicted()[0][24]).isEqualTo(1 / 13f, within(1e-6f));
        Tensor context = new OverlapTask(sure(10, 11))
                .offsetContext(features.of(new Regions(new int[1], new float[] {0, 0, 9, 9})));
        assertThat(Tensors.toFloats(context)).isEqualTo(told.predicted()[0]);
    }
}
