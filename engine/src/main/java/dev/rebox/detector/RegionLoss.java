package dev.rebox.detector;

import dev.rebox.detector.head.RegionHead;
import dev.rebox.detector.target.GroundTruth;
import dev.rebox.tensor.Tensors;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The losses of the second stage over N sampled regions. */
final class RegionLoss {
    private RegionLoss() {}

    /**
     * Softmax cross entropy, mean over the regions; 0 without any (a crowd over the whole image leaves none).
     *
     * @param logits [N, K + 1]
     * @param labels [N]
     */
    static Tensor classes(Tensor logits, long[] labels) {
        return labels.length == 0
                ? logits.sum()
                : torch.cross_entropy_loss(logits, Tensors.longs(labels, logits.device(), labels.length));
    }

    /** Smooth L1 of the positive regions' four offsets of their own class, divided by N. @param offsets [N, 4 K] */
    static Tensor boxes(RegionHead.Output output, SampledRegions sampled, List<GroundTruth> truths) {
        return boxes(output.offsets(), sampled, truths, sampled.size());
    }

    /**
     * Smooth L1 of the positive regions' four offsets of their own class, summed and divided.
     *
     * @param offsets [n, 4 K] of regions of which the positive ones come first
     * @param count what the sum is divided by
     */
    static Tensor boxes(Tensor offsets, SampledRegions sampled, List<GroundTruth> truths, double count) {
        int positives = sampled.positives();
        if (positives == 0) {
            return offsets.sum().mul(new Scalar(0.0));
        }
        long classes = offsets.size(1) / 4;
        long[] rows = new long[positives];
        for (int i = 0; i < positives; i++) {
            rows[i] = i * classes + sampled.labels()[i] - 1;
        }
        // (N, 4 K) -> (N * K, 4): one row a region and class
        Tensor own = offsets.view(-1, 4).index_select(0, Tensors.longs(rows, offsets.device(), positives));
        Tensor target = Tensors.floats(sampled.offsetTargets(truths), offsets.device(), positives, 4);
        return torch.smooth_l1_loss(own, target, 2 /* sum */, 1.0).div(new Scalar(count));
    }
}
