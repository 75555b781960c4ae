package dev.rebox.backbone;

import dev.rebox.tensor.Layer;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** The last part of a backbone: crops of the feature map [N, C, S, S], or the whole map, to [N, D, S', S']. */
public interface Trunk extends Layer {
    /** How a trunk is used, which decides about its strides. */
    enum Form {
        /** On small crops of the feature map, Faster R-CNN's: a ResNet's stride 2 is left out, the others keep theirs. */
        CROPS,
        /** On the whole map at stride 1, R-FCN's: convolutions after a stride that was left out are dilated by 2. */
        MAP,
        /** As it was trained to classify. */
        CLASSIFIER
    }

    /**
     * Linear layers on single cells that this trunk begins with, side by side; none if it begins otherwise. Cutting regions
     * out takes means of cells with weights that add up to 1, so that it makes no difference whether such a layer comes
     * before or after it: before, it runs over the map once and not over every region's cells.
     *
     * @return layers from the map [B, C, H, W] to [B, C', H, W]
     */
    default List<Layer> pointwise() {
        return List.of();
    }

    /**
     * What follows {@link #pointwise()}.
     *
     * @param crops of each of those layers' maps [N, C', S, S]
     * @return {@code forward} of the crops of the map: [N, D, S', S']
     */
    default Tensor afterPointwise(List<Tensor> crops) {
        throw new IllegalStateException("this trunk begins with no linear layer on single cells");
    }
}
