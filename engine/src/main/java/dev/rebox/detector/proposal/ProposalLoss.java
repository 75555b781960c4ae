package dev.rebox.detector.proposal;

import dev.rebox.detector.target.BalancedSampler;
import dev.rebox.detector.target.BoxCoder;
import dev.rebox.detector.target.GroundTruth;
import dev.rebox.detector.target.Matcher;
import dev.rebox.region.PaddedSize;
import dev.rebox.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The losses of the region proposal network: objectness, softmax cross entropy, mean over the sampled anchors; box,
 * smooth L1 over the positive ones, divided by the number sampled.
 */
public record ProposalLoss(Tensor objectness, Tensor box) {
    private static final BalancedSampler SAMPLER = new BalancedSampler(256, 0.5);

    /**
     * @param truths the labelled boxes, one entry an image
     * @param beta where the smooth L1 turns from a square into a line
     */
    public static ProposalLoss of(
            RegionProposalNetwork.Output output,
            PaddedSize frame,
            List<GroundTruth> truths,
            double beta,
            RandomGenerator random) {
        int n = output.size();
        Sampled all = new Sampled(SAMPLER.count() * truths.size());
        for (int image = 0; image < truths.size(); image++) {
            GroundTruth truth = truths.get(image);
            int[] inside = inside(output, frame.widths()[image], frame.heights()[image]);
            float[] anchors = chosen(output.anchors(), inside);
            int[] match = Matcher.ANCHORS.match(anchors, truth);
            BalancedSampler.Sample sample = SAMPLER.sample(match, random);
            for (int i = 0; i < sample.indices().length; i++) {
                int anchor = sample.indices()[i];
                all.add((long) image * n + inside[anchor], i < sample.positives());
                if (i < sample.positives()) {
                    all.target(truth, match[anchor], anchors, anchor);
                }
            }
        }
        return all.losses(output, beta);
    }

    /**
     * The anchors that lie within the image. The others take no part, not even as the best anchor of a box: a large
     * object, whose best anchor nearly always crosses the border, would have none then.
     */
    private static int[] inside(RegionProposalNetwork.Output output, int width, int height) {
        return IntStream.range(0, output.size())
                .filter(i -> output.isInside(i, width, height))
                .toArray();
    }

    private static float[] chosen(float[] boxes, int[] indices) {
        float[] chosen = new float[4 * indices.length];
        for (int i = 0; i < indices.length; i++) {
            System.arraycopy(boxes, 4 * indices[i], chosen, 4 * i, 4);
        }
        return chosen;
    }

    /** The sampled anchors of all images. */
    private static final class Sampled {
        private final long[] rows;
        private final long[] labels;
        private final long[] positiveRows;
        private final float[] targets;
        private int count;
        private int positives;

        Sampled(int capacity) {
            rows = new long[capacity];
            labels = new long[capacity];
            positiveRows = new long[capacity];
            targets = new float[4 * capacity];
        }

        void add(long row, boolean positive) {
            rows[count] = row;
            labels[count++] = positive ? 1 : 0;
            if (positive) {
                positiveRows[positives] = row;
            }
        }

        void target(GroundTruth truth, int box, float[] anchors, int anchor) {
            BoxCoder.encode(truth.boxes(), box, anchors, anchor, targets, 4 * positives++);
        }

        ProposalLoss losses(RegionProposalNetwork.Output output, double beta) {
            Tensor logits = output.objectness().view(-1, 2);
            Tensor offsets = output.offsets().view(-1, 4);
            if (count == 0) { // every anchor crosses the border: nothing to learn from, but the graph stays whole
                return new ProposalLoss(logits.sum().mul(zero()), offsets.sum().mul(zero()));
            }
            Tensor sampled = Tensors.longs(Arrays.copyOf(rows, count), logits.device(), count);
            Tensor wanted = Tensors.longs(Arrays.copyOf(labels, count), logits.device(), count);
            Tensor objectness = torch.cross_entropy_loss(logits.index_select(0, sampled), wanted);
            if (positives == 0) {
                return new ProposalLoss(
                        objectness, offsets.narrow(0, 0, 1).sum().mul(zero()));
            }
            Tensor chosen = offsets.index_select(
                    0, Tensors.longs(Arrays.copyOf(positiveRows, positives), offsets.device(), positives));
            Tensor target = Tensors.floats(Arrays.copyOf(targets, 4 * positives), offsets.device(), positives, 4);
            Tensor box = torch.smooth_l1_loss(chosen, target, 2 /* sum */, beta).div(new Scalar((double) count));
            return new ProposalLoss(objectness, box);
        }

        private static Scalar zero() {
            return new Scalar(0.0);
        }
    }
}
