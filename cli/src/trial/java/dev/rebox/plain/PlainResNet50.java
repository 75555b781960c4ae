package dev.rebox.plain;

import dev.rebox.tensor.Conv2d.Shape;
import dev.rebox.tensor.Padding;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.MaxPool2dImpl;
import org.bytedeco.pytorch.MaxPool2dOptions;
import org.bytedeco.pytorch.Tensor;

/** ResNet-50: conv1 and conv2_x frozen, the map ends with conv4_x, the tail is conv5_x without its stride. */
final class PlainResNet50 implements PlainBackbone {
    private static final int[] BLOCKS = {3, 4, 6, 3};
    private static final int STEM = 64;
    private static final int MAP = 1024;
    private static final int TAIL = 2048;

    private final ConvLayer stem;
    private final MaxPool2dImpl pool;
    private final List<PlainBottleneck> map = new ArrayList<>();
    private final List<PlainBottleneck> tail;

    PlainResNet50(Place mapPlace, Place tailPlace) {
        Shape shape = Shape.of(3, STEM, 7, 2, Padding.SYMMETRIC);
        stem = ConvLayer.normalised(mapPlace.frozen(), "conv1", "bn1", shape, Activations.relu());
        MaxPool2dOptions options = new MaxPool2dOptions(new LongPointer(3, 3));
        options.stride().put(new long[] {2, 2});
        options.padding().put(new long[] {1, 1});
        pool = new MaxPool2dImpl(options);
        map.addAll(stage(mapPlace.frozen(), 1, STEM, 1));
        map.addAll(stage(mapPlace, 2, 256, 2));
        map.addAll(stage(mapPlace, 3, 512, 2));
        tail = stage(tailPlace, 4, MAP, 1);
    }

    private static List<PlainBottleneck> stage(Place place, int stage, int in, int stride) {
        int inner = STEM << (stage - 1);
        List<PlainBottleneck> blocks = new ArrayList<>();
        for (int i = 0; i < BLOCKS[stage - 1]; i++) {
            Place own = place.under("layer" + stage + "." + i);
            blocks.add(new PlainBottleneck(own, i == 0 ? in : 4 * inner, inner, i == 0 ? stride : 1));
        }
        return blocks;
    }

    @Override
    public int featureChannels() {
        return MAP;
    }

    @Override
    public int tailChannels() {
        return TAIL;
    }

    @Override
    public Tensor features(Tensor images) {
        return through(map, pool.forward(stem.forward(images)));
    }

    @Override
    public Tensor tail(Tensor crops) {
        return through(tail, crops);
    }

    private static Tensor through(List<PlainBottleneck> blocks, Tensor input) {
        Tensor x = input;
        for (PlainBottleneck block : blocks) {
            x = block.forward(x);
        }
        return x;
    }

    @Override
    public long sharedWork() {
        return (long) MAP * (TAIL / 4 + TAIL); // the first block's first convolution and its shortcut
    }
}
