package dev.rebox.export.network;

import dev.rebox.backbone.Conventions;
import dev.rebox.export.graph.Value;
import dev.rebox.tensor.Activation;
import java.util.function.UnaryOperator;

/** A backbone as nodes: see {@link dev.rebox.backbone.Backbone}. How many blocks it has its parameters tell. */
interface BackboneGraph {
    /** The layers of the first part have their parameters under this name. */
    String NAME = "backbone.";

    /** What follows the sum of a residual block. */
    Activation AFTER_SUM = Activation.RELU;

    /** From normalised images [1, 3, H, W] to the feature map [1, C, H / 16, W / 16]. */
    Value features(Value images);

    /**
     * The tail as it looks at regions.
     *
     * @param tail the name of its part of the parameters, with a dot
     * @param map [1, C, H, W]
     * @param crop cuts the regions out of a map: [N, C, S, S]
     * @return [N, D, S', S']
     */
    Value tailOnRegions(String tail, Value map, UnaryOperator<Value> crop);

    /** The tail over the whole map at stride 1. */
    Value tailOnMap(String tail, Value map, int dilation);

    /** The backbone of this name. @param cutsLinearly whether a crop's numbers are weighted means of the map's */
    static BackboneGraph of(String name, Layers layers, Conventions conventions, boolean cutsLinearly) {
        return switch (name) {
            case "mobilenet_v1" -> new MobileNetGraph(layers, conventions);
            case "inception_resnet_v2" -> new InceptionGraph(layers, conventions);
            default -> new ResNetGraph(layers, conventions, cutsLinearly);
        };
    }
}
