package dev.rebox.detector.proposal;

import dev.rebox.tensor.Tensors;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The losses of the region proposal network: objectness, softmax cross entropy, mean over the sampled anchors; box,
 * smooth L1 over the positive ones, divided by the number sampled.
 */
public record ProposalLoss(Tensor objectness, Tensor box) {
    /**
     * @param logits [n, 2] of the sampled anchors, with a graph; of any anchor where none is sampled, so that the graph
     *     stays whole
     * @param offsets [n, 4] of the same
     * @param beta where the smooth L1 turns from a square into a line
     */
    static ProposalLoss of(SampledAnchors sampled, Tensor logits, Tensor offsets, double beta) {
        Device device = logits.device();
        int n = sampled.size();
        if (n == 0) {
            return new ProposalLoss(nothing(logits), nothing(offsets));
        }
        long[] labels = new long[n];
        for (int positive : sampled.positives()) {
            labels[positive] = 1;
        }
        Tensor objectness = torch.cross_entropy_loss(logits, Tensors.longs(labels, device, n));
        int p = sampled.positives().length;
        if (p == 0) {
            return new ProposalLoss(objectness, nothing(offsets.narrow(0, 0, 1)));
        }
        Tensor chosen = offsets.index_select(0, Tensors.ints(sampled.positives(), device, p));
        Tensor target = Tensors.floats(sampled.targets(), device, p, 4);
        Tensor box = torch.smooth_l1_loss(chosen, target, 2 /* sum */, beta).div(new Scalar((double) n));
        return new ProposalLoss(objectness, box);
    }

    private static Tensor nothing(Tensor x) {
        return x.sum().mul(new Scalar(0.0));
    }
}
