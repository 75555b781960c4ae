package dev.rebox.backbone;

import dev.rebox.tensor.Parameters;
import org.bytedeco.pytorch.Tensor;

/**
 * A convolutional network, cut in two: pictures to a feature map of stride 16
 * ({@link dev.rebox.box.Anchors#STRIDE}), and from there on the trunk.
 */
public interface Backbone {
    /** Channels C of the feature map. */
    int featureChannels();

    /** Channels D that a trunk ends in. */
    int trunkChannels();

    /** What its weights were trained with. */
    Conventions conventions();

    /**
     * The feature map.
     *
     * @param images [B, 3, H, W], normalised, channels last, of the type to compute in
     * @return [B, C, ceil(H / 16), ceil(W / 16)]
     */
    Tensor features(Tensor images);

    /** A new trunk with parameters of its own under {@code under}, named as in the whole network. */
    Trunk trunk(Parameters under, Trunk.Form form);

    /** A new trunk for crops (Faster R-CNN and the auxiliary heads). */
    default Trunk trunk(Parameters under) {
        return trunk(under, Trunk.Form.CROPS);
    }

    /** A new trunk for the whole map (R-FCN). */
    default Trunk mapTrunk(Parameters under) {
        return trunk(under, Trunk.Form.MAP);
    }

    /**
     * Pretraining: batch normalisation by the batch's statistics, and every layer trained, those too that detectors keep
     * frozen; or back to the frozen state of detection. Trunks are switched on their own.
     */
    void live(boolean on);
}
