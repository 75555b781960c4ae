package dev.rebox.backbone;

import dev.rebox.tensor.Parameters;
import org.bytedeco.pytorch.Tensor;

/**
 * A convolutional network, cut in two: images to a feature map of stride 16
 * ({@link dev.rebox.box.Anchors#STRIDE}), and from there on the tail.
 */
public interface Backbone {
    /** Channels C of the feature map. */
    int featureChannels();

    /** Channels D that a tail ends in. */
    int tailChannels();

    /** What its weights were trained with. */
    Conventions conventions();

    /**
     * The feature map.
     *
     * @param images [B, 3, H, W], normalised, channels last, of the type to compute in
     * @return [B, C, ceil(H / 16), ceil(W / 16)]
     */
    Tensor features(Tensor images);

    /** A new tail with parameters of its own under {@code under}, named as in the whole network. */
    RoiTail tail(Parameters under, RoiTail.Form form);

    /** A new tail for crops (Faster R-CNN and the auxiliary heads). */
    default RoiTail tail(Parameters under) {
        return tail(under, RoiTail.Form.CROPS);
    }

    /** A new tail for the whole map (R-FCN). @param dilation of the convolutions after the stride that is left out */
    default RoiTail mapTail(Parameters under, int dilation) {
        return tail(under, RoiTail.Form.map(dilation));
    }

    /**
     * Pretraining: batch normalisation by the batch's statistics, and every layer trained, those too that detectors keep
     * frozen; or back to the frozen state of detection. Tails are switched on their own.
     */
    void trainNormalization(boolean on);
}
