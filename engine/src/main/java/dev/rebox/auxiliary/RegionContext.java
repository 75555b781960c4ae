package dev.rebox.auxiliary;

import dev.rebox.region.PaddedSize;
import dev.rebox.region.RegionFeatures;
import dev.rebox.region.Regions;
import java.util.Collections;
import java.util.List;
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

    /**
     * Where each of the vectors looks, for whoever wants to know what moved a score: [vectors] times N boxes.
     *
     * @param regions N that are refined
     */
    default List<Regions> seenBy(Regions regions, PaddedSize frame) {
        return Collections.nCopies(vectors(), regions.grown(1, frame));
    }
}
