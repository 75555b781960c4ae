package dev.rebox.auxiliary;

import dev.rebox.region.RegionFeatures;
import org.bytedeco.pytorch.Tensor;

/** A task that tells the refinement what it sees around a region. */
public interface RegionContext {
    /** How many vectors of K + 1 logits it gives for a region. */
    int vectors();

    /**
     * [N, vectors * (K + 1)] float32, without a graph: the refinement loss trains the refinement only (section 3.4).
     *
     * @param regions N that are refined
     * @param all the regions of the same images: all proposals, in training all that were sampled
     */
    Tensor context(RegionFeatures regions, RegionFeatures all);
}
