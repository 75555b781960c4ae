package dev.rebox.auxiliary;

import dev.rebox.region.RegionFeatures;
import org.bytedeco.pytorch.Tensor;

/** A task that tells the refinement of the boxes where in a region its object lies. */
public interface OffsetContext {
    /** How many numbers it gives for a region. */
    int offsetNumbers();

    /** [N, offsetNumbers] float32, without a graph: the refinement loss trains the refinement only (section 3.4). */
    Tensor offsetContext(RegionFeatures regions);
}
