package dev.rebox.detector.proposal;

import dev.rebox.detector.target.GroundTruth;
import dev.rebox.region.PaddedSize;
import dev.rebox.tensor.Tensors;
import java.util.List;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Tensor;

/** The losses of the region proposal network where the whole map has a graph, as a framework's user writes it. */
public final class WholeMapLoss {
    private WholeMapLoss() {}

    /** @param output with a graph @param truths the labelled boxes, one entry an image */
    public static ProposalLoss of(
            RegionProposalNetwork.Output output, PaddedSize frame, List<GroundTruth> truths, RandomGenerator random) {
        SampledAnchors sampled = SampledAnchors.of(output.anchors(), frame, truths, random);
        int[] rows = sampled.size() == 0 ? new int[1] : sampled.rows();
        Tensor indices = Tensors.ints(rows, output.objectness().device(), rows.length);
        return ProposalLoss.of(
                sampled,
                output.objectness().view(-1, 2).index_select(0, indices),
                output.offsets().view(-1, 4).index_select(0, indices),
                1);
    }
}
