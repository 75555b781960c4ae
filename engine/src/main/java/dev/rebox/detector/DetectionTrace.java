package dev.rebox.detector;

import dev.rebox.region.RegionFeatures;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Is told what a detection computes on the way. What it is handed must not be changed. */
interface DetectionTrace {
    DetectionTrace NONE = new DetectionTrace() {};

    /** What the main head says of all N regions. @param probabilities [N, K + 1] packed; later overwritten */
    default void found(RegionFeatures regions, float[] probabilities) {}

    /**
     * What the refinement of the classes sees.
     *
     * @param rows n rising indices of the regions that are refined
     * @param inputs [n, V * (K + 1)]: the main logits and the contexts
     */
    default void refined(int[] rows, Tensor inputs) {}

    /** What is said of the regions in the end, image by image. */
    default void classified(List<ClassifiedRegions> images) {}
}
