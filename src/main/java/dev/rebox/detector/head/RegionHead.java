package dev.rebox.detector.head;

import dev.rebox.auxiliary.FeatureMap;
import dev.rebox.auxiliary.RegionClassifier;
import dev.rebox.auxiliary.Regions;
import org.bytedeco.pytorch.Tensor;

/** The second stage: what each region shows and how its box must move. */
public interface RegionHead extends RegionClassifier {
    /** The name of the trunk's part of the head's parameters. */
    String TRUNK = "trunk";

    /** Live or frozen batch normalisation in the trunk. */
    void live(boolean on);

    /** Both outputs for all regions. */
    Output forward(FeatureMap features, Regions regions);

    /**
     * @param logits [N, K + 1] float32
     * @param offsets [N, 4 K] float32: four for each class 1..K
     */
    record Output(Tensor logits, Tensor offsets) {}
}
