package dev.rebox.backbone;

import dev.rebox.tensor.Layer;
import java.util.Optional;

/** The last part of a backbone: crops of the feature map [N, C, S, S], or the whole map, to [N, D, S', S']. */
public interface RoiTail extends Layer {
    /** How a tail is used, which decides about its strides. */
    enum Form {
        /** On small crops of the feature map, Faster R-CNN's: a ResNet's stride 2 is left out, the others keep theirs. */
        CROPS,
        /** On the whole map at stride 1, R-FCN's: convolutions after a stride that was left out are dilated by 2. */
        MAP,
        /** As it was trained to classify. */
        CLASSIFIER
    }

    /** The layers that this tail may run over the map before regions are cut out; none if it begins otherwise. */
    default Optional<PointwiseStart> pointwise() {
        return Optional.empty();
    }
}
