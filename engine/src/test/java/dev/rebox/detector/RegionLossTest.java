package dev.rebox.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.TorchGolden;
import dev.rebox.detector.head.RegionHead;
import dev.rebox.detector.target.GroundTruth;
import dev.rebox.region.Regions;
import dev.rebox.tensor.Tensors;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** K = 2. */
class RegionLossTest {
    private static final GroundTruth TRUTH =
            new GroundTruth(new float[] {0, 0, 20, 10}, new int[] {2}, new boolean[] {false});

    private PointerScope scope;
    private Device cpu;

    @BeforeEach
    void open() {
        scope = new PointerScope();
        cpu = new Device("cpu");
    }

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void classLossIsTheMeanCrossEntropyOfAllRegions() {
        float ln2 = (float) Math.log(2);
        Tensor logits = leaf(2, 3, 0, 0, ln2, 0, 0, ln2); // probabilities 1/4, 1/4, 1/2 both
        Tensor loss = RegionLoss.classes(logits, new long[] {2, 0});
        assertThat(loss.item_double()).isCloseTo((-Math.log(.5) - Math.log(.25)) / 2, within(1e-6));
        loss.backward();
        assertThat(Tensors.toFloats(logits.grad()))
                .containsExactly(new float[] {.125f, .125f, -.25f, -.375f, .125f, .25f}, within(1e-6f));
    }

    @Test
    void boxLossIsThatOfThePositivesOwnClassOverAllRegions() {
        // The region equals its box: all wanted offsets are 0. Those of class 1 and of the negative do not matter.
        Tensor offsets = leaf(2, 8, 9, 9, 9, 9, .5f, -3, 0, 0, 9, 9, 9, 9, 9, 9, 9, 9);
        Tensor loss = RegionLoss.boxes(new RegionHead.Output(null, offsets), oneOfTwo(), List.of(TRUTH));
        assertThat(loss.item_double()).isCloseTo((.125 + 2.5) / 2, within(1e-6));
        loss.backward();
        float[] expected = new float[16];
        expected[4] = .25f;
        expected[5] = -.5f;
        assertThat(Tensors.toFloats(offsets.grad())).containsExactly(expected, within(1e-6f));
    }

    @Test
    void withoutPositivesOrRegionsTheLossIsNoughtAndStillHasAGraph() {
        SampledRegions negative = new SampledRegions(regions(1), 0, new int[] {-1}, new long[] {0});
        Tensor box = RegionLoss.boxes(new RegionHead.Output(null, leaf(1, 8, new float[8])), negative, List.of(TRUTH));
        assertThat(box.item_double()).isZero();
        box.backward();
        Tensor logits = torch.zeros(0, 3).requires_grad_(true);
        Tensor classes = RegionLoss.classes(logits, new long[0]);
        assertThat(classes.item_double()).isZero();
        classes.backward();
    }

    @Test
    void smoothL1IsTorchs() {
        TorchGolden golden = TorchGolden.of("smoothL1");
        // One class: boxes that want the offsets b, seen from regions of 100 x 100.
        float[] b = golden.floats("b");
        float[] boxes = new float[b.length];
        float[] regions = new float[b.length];
        for (int i = 0; i < b.length / 4; i++) {
            double cy = 50 + b[4 * i] * 10;
            double cx = 50 + b[4 * i + 1] * 10;
            double h = 100 * Math.exp(b[4 * i + 2] / 5);
            double w = 100 * Math.exp(b[4 * i + 3] / 5);
            System.arraycopy(
                    new float[] {(float) (cx - w / 2), (float) (cy - h / 2), (float) (cx + w / 2), (float) (cy + h / 2)
                    },
                    0,
                    boxes,
                    4 * i,
                    4);
            regions[4 * i + 2] = 100;
            regions[4 * i + 3] = 100;
        }
        int n = b.length / 4;
        SampledRegions all = new SampledRegions(
                new Regions(new int[n], regions), n, new int[] {0, 1, 2, 3, 4}, new long[] {1, 1, 1, 1, 1});
        Tensor a = leaf(n, 4, golden.floats("a"));
        Tensor loss = RegionLoss.boxes(
                new RegionHead.Output(null, a), all, List.of(new GroundTruth(boxes, new int[n], new boolean[n])));
        assertThat(loss.item_double() * n).isCloseTo(golden.get("sum").node().doubleValue(), within(1e-4));
        loss.backward();
        float[] gradient = Tensors.toFloats(a.grad());
        float[] theirs = golden.floats("gradient");
        for (int i = 0; i < gradient.length; i++) {
            assertThat(gradient[i] * n).isEqualTo(theirs[i], within(1e-4f));
        }
    }

    /** The first region equals the box of class 2, the second is background. */
    private static SampledRegions oneOfTwo() {
        return new SampledRegions(regions(2), 1, new int[] {0, -1}, new long[] {2, 0});
    }

    private static Regions regions(int count) {
        float[] boxes = new float[4 * count];
        for (int i = 0; i < count; i++) {
            System.arraycopy(TRUTH.boxes(), 0, boxes, 4 * i, 4);
        }
        return new Regions(new int[count], boxes);
    }

    private Tensor leaf(int rows, int columns, float... values) {
        return Tensors.floats(values, cpu, rows, columns).requires_grad_(true);
    }
}
