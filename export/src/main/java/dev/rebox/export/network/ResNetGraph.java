package dev.rebox.export.network;

import dev.rebox.backbone.Conventions;
import dev.rebox.export.graph.Value;
import dev.rebox.tensor.Activation;
import java.util.function.UnaryOperator;

/**
 * ResNets of every depth. A tail of bottlenecks begins with two linear layers on single cells: they run over the map once, and
 * regions are cut out of what they made of it, as the engine does ({@link dev.rebox.backbone.PointwiseStart}).
 */
record ResNetGraph(Layers layers, Conventions conventions, boolean cutsLinearly) implements BackboneGraph {
    private static final int TAIL_STAGE = 4;

    @Override
    public Value features(Value images) {
        Value stem = layers.normalised(
                images, NAME + "conv1", NAME + "bn1", Steps.two(conventions.padding()), conventions.activation());
        Value x = layers.maxPool(stem, NAME + "maxpool", 3, Steps.two(conventions.poolPadding()));
        for (int stage = 1; stage < TAIL_STAGE; stage++) {
            x = stage(x, NAME, stage, stage == 1 ? 1 : 2, 1, 0);
        }
        return x;
    }

    @Override
    public Value tailOnRegions(String tail, Value map, UnaryOperator<Value> crop) {
        String first = block(tail, TAIL_STAGE, 0);
        if (!cutsLinearly || !isBottleneck(first)) {
            return stage(crop.apply(map), tail, TAIL_STAGE, 1, 1, 0);
        }
        Steps one = Steps.one(conventions.padding());
        Value reduced = crop.apply(layers.normalised(map, first + "conv1", first + "bn1", one, Activation.NONE));
        Value shortcut = crop.apply(shortcut(map, first, 1));
        Value branch = afterFirst(layers.activated(reduced, conventions.activation()), first, one);
        Value x = layers.sum(branch, shortcut, first + "Add", AFTER_SUM);
        return stage(x, tail, TAIL_STAGE, 1, 1, 1);
    }

    @Override
    public Value tailOnMap(String tail, Value map, int dilation) {
        return stage(map, tail, TAIL_STAGE, 1, dilation, 0);
    }

    /** @param from the block to begin with */
    private Value stage(Value input, String under, int stage, int stride, int dilation, int from) {
        Value x = input;
        for (int i = from; layers.has(block(under, stage, i) + "conv1.weight"); i++) {
            x = residual(x, block(under, stage, i), i == 0 ? stride : 1, i == 0 ? 1 : dilation);
        }
        return x;
    }

    private static String block(String under, int stage, int i) {
        return under + "layer" + stage + "." + i + ".";
    }

    private boolean isBottleneck(String block) {
        return layers.has(block + "conv3.weight");
    }

    private Value residual(Value x, String block, int stride, int dilation) {
        Value branch = isBottleneck(block) ? bottleneck(x, block, stride, dilation) : basic(x, block, stride, dilation);
        return layers.sum(branch, shortcut(x, block, stride), block + "Add", AFTER_SUM);
    }

    /** Two 3x3 convolutions. */
    private Value basic(Value x, String block, int stride, int dilation) {
        Steps first = new Steps(stride, dilation, conventions.padding());
        Value inner = layers.normalised(x, block + "conv1", block + "bn1", first, conventions.activation());
        Steps second = new Steps(1, dilation, conventions.padding());
        return layers.normalised(inner, block + "conv2", block + "bn2", second, Activation.NONE);
    }

    /** 1x1, 3x3 and 1x1 convolutions. */
    private Value bottleneck(Value x, String block, int stride, int dilation) {
        boolean early = conventions.strideIn() == Conventions.StrideIn.CONV1;
        Steps first = new Steps(early ? stride : 1, 1, conventions.padding());
        Value reduced = layers.normalised(x, block + "conv1", block + "bn1", first, conventions.activation());
        return afterFirst(reduced, block, new Steps(early ? 1 : stride, dilation, conventions.padding()));
    }

    private Value afterFirst(Value reduced, String block, Steps second) {
        Value inner = layers.normalised(reduced, block + "conv2", block + "bn2", second, conventions.activation());
        return layers.normalised(
                inner, block + "conv3", block + "bn3", Steps.one(conventions.padding()), Activation.NONE);
    }

    private Value shortcut(Value x, String block, int stride) {
        return layers.has(block + "downsample.0.weight")
                ? layers.normalised(
                        x,
                        block + "downsample.0",
                        block + "downsample.1",
                        new Steps(stride, 1, conventions.padding()),
                        Activation.NONE)
                : x;
    }
}
