package dev.rebox.export.network;

import dev.rebox.backbone.Conventions;
import dev.rebox.export.graph.Value;
import dev.rebox.tensor.Activation;
import dev.rebox.tensor.Padding;
import java.util.function.UnaryOperator;

/** Inception-ResNet-v2. Every border of the first part is padded; a tail on crops pads as the original does. */
record InceptionGraph(Layers layers, Conventions conventions) implements BackboneGraph {
    @Override
    public Value features(Value images) {
        Steps one = Steps.one(conventions.padding());
        Steps two = Steps.two(conventions.padding());
        Steps pool = Steps.two(conventions.poolPadding());
        Value x = conv(images, NAME + "conv2d_1a", two);
        x = conv(x, NAME + "conv2d_2a", one);
        x = conv(x, NAME + "conv2d_2b", one);
        x = layers.maxPool(x, NAME + "maxpool_3a", 3, pool);
        x = conv(x, NAME + "conv2d_3b", one);
        x = conv(x, NAME + "conv2d_4a", one);
        x = layers.maxPool(x, NAME + "maxpool_5a", 3, pool);
        x = mixed5b(x, NAME + "mixed_5b.");
        for (int i = 0; has(NAME + "repeat." + i); i++) {
            x = block35(x, NAME + "repeat." + i + ".");
        }
        x = mixed6a(x, NAME + "mixed_6a.", two);
        for (int i = 0; has(NAME + "repeat_1." + i); i++) {
            x = block17(x, NAME + "repeat_1." + i + ".");
        }
        return x;
    }

    private boolean has(String block) {
        return layers.has(block + ".conv2d.weight");
    }

    @Override
    public Value tailOnRegions(String tail, Value map, UnaryOperator<Value> crop) {
        return tail(crop.apply(map), tail, Steps.two(Padding.VALID), 1);
    }

    @Override
    public Value tailOnMap(String tail, Value map, int dilation) {
        return tail(map, tail, Steps.one(Padding.SYMMETRIC), dilation);
    }

    private Value tail(Value input, String tail, Steps reduction, int dilation) {
        Value x = mixed7a(input, tail + "mixed_7a.", reduction);
        for (int i = 0; has(tail + "repeat_2." + i); i++) {
            x = block8(x, tail + "repeat_2." + i + ".", dilation, 0.2, AFTER_SUM);
        }
        x = block8(x, tail + "block8.", dilation, 1, Activation.NONE);
        return conv(x, tail + "conv2d_7b", Steps.one(reduction.padding()));
    }

    private Value conv(Value x, String name, Steps steps) {
        return layers.normalised(x, name + ".conv", name + ".bn", steps, conventions.activation());
    }

    /** A convolution that keeps the size. */
    private Value same(Value x, String name) {
        return conv(x, name, Steps.one(Padding.SYMMETRIC));
    }

    private Value mixed5b(Value x, String block) {
        Value b1 = same(conv(x, block + "branch1.0", one()), block + "branch1.1");
        Value b2 = same(same(conv(x, block + "branch2.0", one()), block + "branch2.1"), block + "branch2.2");
        Value b3 = conv(layers.meanOfNeighbours(x, block + "branch3.0"), block + "branch3.1", one());
        return layers.channels(block + "Concat", conv(x, block + "branch0", one()), b1, b2, b3);
    }

    private Value block35(Value x, String block) {
        Value b1 = same(conv(x, block + "branch1.0", one()), block + "branch1.1");
        Value b2 = same(same(conv(x, block + "branch2.0", one()), block + "branch2.1"), block + "branch2.2");
        Value all = layers.channels(block + "Concat", conv(x, block + "branch0", one()), b1, b2);
        return residual(x, all, block, 0.17, AFTER_SUM);
    }

    private Value mixed6a(Value x, String block, Steps reduction) {
        Value b1 = conv(same(conv(x, block + "branch1.0", one()), block + "branch1.1"), block + "branch1.2", reduction);
        return layers.channels(
                block + "Concat",
                conv(x, block + "branch0", reduction),
                b1,
                layers.maxPool(x, block + "branch2", 3, reduction));
    }

    private Value block17(Value x, String block) {
        Value b1 = same(same(conv(x, block + "branch1.0", one()), block + "branch1.1"), block + "branch1.2");
        Value all = layers.channels(block + "Concat", conv(x, block + "branch0", one()), b1);
        return residual(x, all, block, 0.1, AFTER_SUM);
    }

    private Value mixed7a(Value x, String block, Steps reduction) {
        Value b0 = conv(conv(x, block + "branch0.0", one()), block + "branch0.1", reduction);
        Value b1 = conv(conv(x, block + "branch1.0", one()), block + "branch1.1", reduction);
        Value b2 = conv(same(conv(x, block + "branch2.0", one()), block + "branch2.1"), block + "branch2.2", reduction);
        return layers.channels(block + "Concat", b0, b1, b2, layers.maxPool(x, block + "branch3", 3, reduction));
    }

    private Value block8(Value x, String block, int dilation, double scale, Activation activation) {
        Steps dilated = Steps.one(Padding.SYMMETRIC).dilated(dilation);
        Value b1 = conv(
                conv(conv(x, block + "branch1.0", one()), block + "branch1.1", dilated), block + "branch1.2", dilated);
        Value all = layers.channels(block + "Concat", conv(x, block + "branch0", one()), b1);
        return residual(x, all, block, scale, activation);
    }

    /** x + scale * projection(branches); the scale is folded into the projection. */
    private Value residual(Value x, Value branches, String block, double scale, Activation activation) {
        Value projected = layers.scaled(branches, block + "conv2d", scale, one(), Activation.NONE);
        return layers.sum(x, projected, block + "Add", activation);
    }

    /** Of a kernel of one cell, which no padding matters to. */
    private Steps one() {
        return Steps.one(Padding.VALID);
    }
}
