package dev.rebox.detector.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.detector.target.GroundTruth;
import dev.rebox.region.PaddedSize;
import dev.rebox.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProposalLossTest {
    private static final double LN2 = Math.log(2);

    /** 16 x 16 each; the last crosses the right border of an image of 64 x 32. */
    private static final float[] ANCHORS = {0, 0, 16, 16, 16, 0, 32, 16, 32, 0, 48, 16, 56, 0, 72, 16};

    private PointerScope scope;
    private final Device cpu = new Device("cpu");

    @BeforeEach
    void open() {
        scope = new PointerScope();
    }

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void objectnessIsTheMeanOverTheSampledAnchors() {
        // The box is anchor 0. Logits (0, ln 3): the object's probability is 3/4 everywhere.
        float ln3 = (float) Math.log(3);
        Tensor objectness = leaf(new float[] {0, ln3, 0, ln3, 0, ln3, 0, ln3}, 1, 4, 2);
        ProposalLoss loss = loss(objectness, leaf(new float[16], 1, 4, 4), truth(0, 0, 16, 16));
        // One positive, -ln 3/4, and two negatives, -ln 1/4; the fourth crosses the border.
        assertThat(loss.objectness().item_double()).isCloseTo((-Math.log(.75) - 2 * Math.log(.25)) / 3, within(1e-6));
        loss.objectness().backward();
        float[] gradient = Tensors.toFloats(objectness.grad());
        // (probability - truth) / 3 for the object's logit
        assertThat(gradient)
                .containsExactly(new float[] {.25f / 3, -.25f / 3, -.25f, .25f, -.25f, .25f, 0, 0}, within(1e-6f));
    }

    @Test
    void boxLossIsSmoothL1OfThePositivesOverAllSampled() {
        Tensor offsets = leaf(new float[] {.5f, 3, 0, 0, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9}, 1, 4, 4);
        ProposalLoss loss = loss(leaf(new float[8], 1, 4, 2), offsets, truth(0, 0, 16, 16));
        // All wanted offsets are 0: .5 * .5² and 3 - .5, over three anchors.
        assertThat(loss.box().item_double()).isCloseTo((.125 + 2.5) / 3, within(1e-6));
        loss.box().backward();
        float[] gradient = Tensors.toFloats(offsets.grad());
        assertThat(Arrays.copyOf(gradient, 4)).containsExactly(new float[] {.5f / 3, 1f / 3, 0, 0}, within(1e-6f));
        assertThat(Arrays.copyOfRange(gradient, 4, 16)).containsOnly(0);
    }

    /** The authors' sigma of 3 is a beta of 1/9: x² / 2 beta up to beta, x - beta / 2 from there on. */
    @Test
    void theSquareEndsAtBeta() {
        Tensor offsets = leaf(new float[] {.0625f, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 1, 4, 4);
        ProposalLoss loss = loss(leaf(new float[8], 1, 4, 2), offsets, truth(0, 0, 16, 16), .125);
        assertThat(loss.box().item_double()).isCloseTo((.015625 + 2.9375) / 3, within(1e-6));
        loss.box().backward();
        assertThat(Arrays.copyOf(Tensors.toFloats(offsets.grad()), 4))
                .containsExactly(new float[] {.5f / 3, 1f / 3, 0, 0}, within(1e-6f));
    }

    @Test
    void theBestAnchorOfABoxIsSoughtWithinTheImage() {
        // The box is nearest to the anchor that crosses the border; of the others only anchor 2 touches it (IoU 1 /
        // 25).
        ProposalLoss loss = loss(leaf(new float[8], 1, 4, 2), leaf(new float[16], 1, 4, 4), truth(47, 0, 57, 16));
        assertThat(loss.objectness().item_double()).isCloseTo(LN2, within(1e-6));
        // Its offsets: the centre 12 px to the right of 16, and 10 instead of 16 px of width.
        double tx = 10 * 12 / 16.0;
        double tw = 5 * Math.log(10 / 16.0);
        assertThat(loss.box().item_double()).isCloseTo((tx - .5 + -tw - .5) / 3, within(1e-5));
    }

    @Test
    void withoutBoxesEverythingIsNegative() {
        ProposalLoss loss = loss(leaf(new float[8], 1, 4, 2), leaf(new float[16], 1, 4, 4), truth());
        assertThat(loss.objectness().item_double()).isCloseTo(LN2, within(1e-6));
        assertThat(loss.box().item_double()).isZero();
        assertThat(loss.box().requires_grad()).isTrue();
    }

    @Test
    void whereEveryAnchorCrossesTheBorderTheLossIsNought() {
        PaddedSize tiny = new PaddedSize(32, 32, new int[] {10}, new int[] {10});
        ProposalLoss loss = loss(
                ANCHORS, leaf(new float[8], 1, 4, 2), leaf(new float[16], 1, 4, 4), tiny, List.of(truth(0, 0, 10, 10)));
        assertThat(loss.objectness().item_double()).isZero();
        loss.objectness().add(loss.box()).backward();
    }

    @Test
    void theImagesOfABatchHaveTheirOwnBordersAndRows() {
        // In the second image, 16 wide, only anchor 0 counts. Its row in the batch is 4.
        PaddedSize frame = new PaddedSize(64, 32, new int[] {64, 16}, new int[] {32, 16});
        float[] offsets = new float[32];
        offsets[4 * 4] = 2;
        float[] logits = new float[16];
        logits[9] = (float) Math.log(3);
        ProposalLoss loss = loss(
                ANCHORS, leaf(logits, 2, 4, 2), leaf(offsets, 2, 4, 4), frame, List.of(truth(), truth(0, 0, 16, 16)));
        assertThat(loss.objectness().item_double()).isCloseTo((3 * LN2 - Math.log(.75)) / 4, within(1e-6));
        assertThat(loss.box().item_double()).isCloseTo(1.5 / 4, within(1e-6));
    }

    @Test
    void atMost256AnchorsOfAnImageAreSampledHalfOfThemPositive() {
        int n = 1000;
        float[] anchors = new float[4 * n];
        for (int i = 0; i < n; i++) {
            int x = i < 500 ? 0 : 20; // 500 on the object, 500 beside it
            System.arraycopy(new float[] {x, 0, x + 10, 10}, 0, anchors, 4 * i, 4);
        }
        Tensor logits = leaf(new float[2 * n], 1, n, 2);
        PaddedSize frame = new PaddedSize(32, 32, new int[] {32}, new int[] {32});
        loss(anchors, logits, leaf(new float[4 * n], 1, n, 4), frame, List.of(truth(0, 0, 10, 10)))
                .objectness()
                .backward();
        List<Integer> positive = new ArrayList<>();
        List<Integer> negative = new ArrayList<>();
        float[] gradient = Tensors.toFloats(logits.grad());
        for (int i = 0; i < n; i++) {
            if (gradient[2 * i] != 0) {
                (gradient[2 * i + 1] < 0 ? positive : negative).add(i);
            }
        }
        assertThat(positive).hasSize(128).allMatch(i -> i < 500);
        assertThat(negative).hasSize(128).allMatch(i -> i >= 500);
    }

    private ProposalLoss loss(Tensor objectness, Tensor offsets, GroundTruth truth) {
        return loss(objectness, offsets, truth, 1);
    }

    private ProposalLoss loss(Tensor objectness, Tensor offsets, GroundTruth truth, double beta) {
        PaddedSize frame = new PaddedSize(64, 32, new int[] {64}, new int[] {32});
        return loss(ANCHORS, objectness, offsets, frame, List.of(truth), beta);
    }

    private ProposalLoss loss(
            float[] anchors, Tensor objectness, Tensor offsets, PaddedSize frame, List<GroundTruth> truths) {
        return loss(anchors, objectness, offsets, frame, truths, 1);
    }

    /** @param objectness [B, N, 2] of all anchors @param offsets [B, N, 4] */
    private ProposalLoss loss(
            float[] anchors,
            Tensor objectness,
            Tensor offsets,
            PaddedSize frame,
            List<GroundTruth> truths,
            double beta) {
        SampledAnchors sampled = SampledAnchors.of(anchors, frame, truths, new SplittableRandom(1));
        int[] rows = sampled.size() == 0 ? new int[1] : sampled.rows();
        Tensor indices = Tensors.ints(rows, cpu, rows.length);
        return ProposalLoss.of(
                sampled,
                objectness.view(-1, 2).index_select(0, indices),
                offsets.view(-1, 4).index_select(0, indices),
                beta);
    }

    private Tensor leaf(float[] values, long... shape) {
        return Tensors.floats(values, cpu, shape).requires_grad_(true);
    }

    private static GroundTruth truth(float... box) {
        int n = box.length / 4;
        int[] labels = new int[n];
        Arrays.fill(labels, 1);
        return new GroundTruth(box, labels, new boolean[n]);
    }
}
