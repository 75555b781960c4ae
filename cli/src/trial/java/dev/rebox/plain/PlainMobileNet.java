package dev.rebox.plain;

import dev.rebox.tensor.Conv2d.Shape;
import dev.rebox.tensor.Padding;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** MobileNet v1: a convolution, then pairs of a 3x3 kernel a channel and a 1x1 convolution. */
final class PlainMobileNet implements PlainBackbone {
    private static final int[][] STAGES = {{64}, {128, 128}, {256, 256}, {512, 512, 512, 512, 512, 512}, {1024, 1024}};
    private static final int TAIL = STAGES.length - 1;
    private static final int STEM = 32;

    private final double width;
    private final List<ConvLayer> map = new ArrayList<>();
    private final List<ConvLayer> tail = new ArrayList<>();

    PlainMobileNet(double width, Place mapPlace, Place tailPlace) {
        this.width = width;
        Shape stem = Shape.of(3, channels(STEM), 3, 2, Padding.SYMMETRIC);
        map.add(ConvLayer.normalised(mapPlace, "conv_stem", "bn1", stem, Activations.relu6()));
        int in = channels(STEM);
        for (int stage = 0; stage < STAGES.length; stage++) {
            Place place = stage == TAIL ? tailPlace : mapPlace;
            for (int i = 0; i < STAGES[stage].length; i++) {
                int out = channels(STAGES[stage][i]);
                int stride = i == 0 && stage > 0 ? 2 : 1;
                (stage == TAIL ? tail : map).addAll(pair(place.under("blocks." + stage + "." + i), in, out, stride));
                in = out;
            }
        }
    }

    private static List<ConvLayer> pair(Place place, int in, int out, int stride) {
        Shape depthwise = Shape.depthwise(in, 3, stride, Padding.SYMMETRIC);
        Shape pointwise = Shape.of(in, out, 1, 1, Padding.SYMMETRIC);
        return List.of(
                ConvLayer.normalised(place, "conv_dw", "bn1", depthwise, Activations.relu6()),
                ConvLayer.normalised(place, "conv_pw", "bn2", pointwise, Activations.relu6()));
    }

    private int channels(int atWidthOne) {
        return (int) (atWidthOne * width);
    }

    @Override
    public int featureChannels() {
        return channels(512);
    }

    @Override
    public int tailChannels() {
        return channels(1024);
    }

    @Override
    public Tensor features(Tensor images) {
        return through(map, images);
    }

    @Override
    public Tensor tail(Tensor crops) {
        return through(tail, crops);
    }

    private static Tensor through(List<ConvLayer> layers, Tensor input) {
        Tensor x = input;
        for (ConvLayer layer : layers) {
            x = layer.forward(x);
        }
        return x;
    }

    @Override
    public long sharedWork() {
        return 0;
    }
}
