package dev.rebox.region;

import org.bytedeco.pytorch.Tensor;

/**
 * Class logits of regions: the part of a detector's head that the auxiliary tasks have too (paper, section 3.2), in the
 * form that the detector gives it (crops for Faster R-CNN, position-sensitive maps for R-FCN). A task may have asked for
 * another number of columns than K + 1.
 */
public interface RegionClassifier {
    /** Logits [count, K + 1], float32, of the regions {@code first .. first + count - 1}. */
    Tensor logits(RegionFeatures regions, int first, int count);

    /** Logits [N, K + 1] of all the regions. */
    default Tensor logits(RegionFeatures regions) {
        return logits(regions, 0, regions.size());
    }
}
