package dev.rebox.detector.head;

import dev.rebox.region.RegionClassifier;
import dev.rebox.region.RegionFeatures;
import dev.rebox.tensor.Parameters;
import org.bytedeco.pytorch.Tensor;

/** The second stage: what each region shows and how its box must move. */
public interface RegionHead extends RegionClassifier {
    /** The stored name of the part of a head's parameters that is its tail. */
    String TRUNK = "trunk";

    /**
     * What a head without offsets gives for each region.
     *
     * @param layer the name of the last layer: one that is called logits has a row for each class, by which a start from a
     *     detector of other classes finds its weights
     * @param count of the numbers
     */
    record Columns(String layer, int count) {
        /** @param classes K */
        public static Columns logits(int classes) {
            return new Columns("logits", classes + 1);
        }

        /** Numbers that do not stand for classes. */
        public static Columns numbers(int count) {
            return new Columns("numbers", count);
        }
    }

    /** Live or frozen batch normalisation in the tail. */
    void trainNormalization(boolean on);

    /**
     * One more classifier of regions on this head's tail, with only its last layer of its own.
     *
     * @param parameters holds the last layer
     * @param columns what it gives for a region
     * @param detached whether its losses train that layer only
     */
    RegionClassifier sharing(Parameters parameters, Columns columns, boolean detached);

    /** Both outputs for all regions. */
    Output forward(RegionFeatures regions);

    /**
     * @param logits [N, K + 1] float32
     * @param offsets [N, 4 K] float32: four for each class 1..K
     */
    record Output(Tensor logits, Tensor offsets) {}
}
