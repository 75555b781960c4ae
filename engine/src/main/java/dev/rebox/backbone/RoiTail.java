package dev.rebox.backbone;

import dev.rebox.tensor.Layer;
import java.util.Optional;

/** The last part of a backbone: crops of the feature map [N, C, S, S], or the whole map, to [N, D, S', S']. */
public interface RoiTail extends Layer {
    /** How a tail is used, which decides about its strides. */
    enum Use {
        /** On small crops of the feature map, Faster R-CNN's: a ResNet's stride 2 is left out, the others keep theirs. */
        CROPS,
        /** On the whole map at stride 1, R-FCN's. */
        MAP,
        /** As it was trained to classify. */
        CLASSIFIER
    }

    /**
     * The strides and kernels of a tail.
     *
     * @param dilation of the convolutions after a stride that was left out
     */
    record Form(Use use, int dilation) {
        public static final Form CROPS = new Form(Use.CROPS, 1);
        public static final Form CLASSIFIER = new Form(Use.CLASSIFIER, 1);

        /** On the whole map. @param dilation 2 lets kernels see as far as with the stride */
        public static Form map(int dilation) {
            return new Form(Use.MAP, dilation);
        }

        boolean onMap() {
            return use == Use.MAP;
        }
    }

    /** The layers that this tail may run over the map before regions are cut out; none if it begins otherwise. */
    default Optional<PointwiseStart> pointwise() {
        return Optional.empty();
    }
}
