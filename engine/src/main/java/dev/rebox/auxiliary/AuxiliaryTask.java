package dev.rebox.auxiliary;

import dev.rebox.data.loader.Sample;
import dev.rebox.region.FeatureMap;
import dev.rebox.region.RegionFeatures;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** The head of a task beside detection, whose labels are recycled from the boxes. */
public interface AuxiliaryTask {
    /** Its loss over a batch, not weighted: a float32 scalar. */
    Tensor loss(TaskInput seen);

    /** What it says of labelled images, for its score. @param features F of those images */
    Predictions predict(FeatureMap features, List<Sample> samples);

    /**
     * What a task sees in training.
     *
     * @param regions the main head's sampled regions, the positive ones first, and what is seen of them
     * @param positives how many of them are positive
     * @param matched [regions] the annotation of the region's image that it stands for, -1 for negatives
     * @param samples the images with their recycled labels
     */
    record TaskInput(RegionFeatures regions, int positives, int[] matched, List<Sample> samples) {
        /** F of the batch. */
        FeatureMap features() {
            return regions.map();
        }
    }
}
