package dev.rebox.export.network;

import dev.rebox.backbone.Conventions;
import dev.rebox.export.graph.Value;
import java.util.function.UnaryOperator;

/** MobileNet v1. Every stage but the first begins with a stride of 2. */
record MobileNetGraph(Layers layers, Conventions conventions) implements BackboneGraph {
    private static final int TAIL_STAGE = 4;

    @Override
    public Value features(Value images) {
        Steps two = Steps.two(conventions.padding());
        Value x = layers.normalised(images, NAME + "conv_stem", NAME + "bn1", two, conventions.activation());
        for (int stage = 0; stage < TAIL_STAGE; stage++) {
            x = stage(x, NAME, stage, stage == 0 ? 1 : 2, 1);
        }
        return x;
    }

    @Override
    public Value tailOnRegions(String tail, Value map, UnaryOperator<Value> crop) {
        return stage(crop.apply(map), tail, TAIL_STAGE, 2, 1);
    }

    @Override
    public Value tailOnMap(String tail, Value map, int dilation) {
        return stage(map, tail, TAIL_STAGE, 1, dilation);
    }

    private Value stage(Value input, String under, int stage, int stride, int dilation) {
        Value x = input;
        for (int i = 0; layers.has(block(under, stage, i) + "conv_dw.weight"); i++) {
            Steps steps = new Steps(i == 0 ? stride : 1, i == 0 ? 1 : dilation, conventions.padding());
            x = separable(x, block(under, stage, i), steps);
        }
        return x;
    }

    private static String block(String under, int stage, int i) {
        return under + "blocks." + stage + "." + i + ".";
    }

    private Value separable(Value x, String block, Steps steps) {
        Value spatial = layers.normalised(x, block + "conv_dw", block + "bn1", steps, conventions.activation());
        return layers.normalised(
                spatial, block + "conv_pw", block + "bn2", Steps.one(conventions.padding()), conventions.activation());
    }
}
