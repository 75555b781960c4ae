package dev.rebox.backbone;

import dev.rebox.tensor.Conv2d;
import dev.rebox.tensor.Conv2d.Shape;
import dev.rebox.tensor.Layer;
import dev.rebox.tensor.Parameters;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * MobileNet v1 (Howard et al. 2017): a convolution, then 13 separable ones, each a 3x3 kernel a channel and a 1x1
 * convolution across channels. The feature map ends after the 11th; the tail is the 12th and 13th. timm's names.
 */
final class MobileNetV1 implements Backbone {
    /** Output channels of every separable convolution at width 1, by stage; a stage but the first begins with stride 2. */
    private static final int[][] STAGES = {{64}, {128, 128}, {256, 256}, {512, 512, 512, 512, 512, 512}, {1024, 1024}};

    /** Channels of the first convolution at width 1. */
    static final int STEM = 32;

    private static final int TAIL_STAGE = STAGES.length - 1;
    /** Stages with at most a quarter of the map's channels, and little of the work. */
    private static final int EARLY_STAGES = 2;

    private final double width;
    private final Conventions conventions;
    private final Sequence first;
    private final Sequence early;
    private final Sequence late;

    MobileNetV1(double width, Conventions conventions, Parameters parameters) {
        this.width = width;
        this.conventions = conventions;
        Shape stem = Shape.of(3, channels(STEM), 3, 2, conventions.padding());
        List<Layer> layers = new ArrayList<>();
        layers.add(Conv2d.normalised(
                parameters, "conv_stem", "bn1", stem, conventions.epsilon(), conventions.activation()));
        int[] ends = new int[TAIL_STAGE];
        for (int stage = 0; stage < TAIL_STAGE; stage++) {
            layers.addAll(stage(parameters, stage, stage == 0 ? 1 : 2, 1));
            ends[stage] = layers.size();
        }
        first = new Sequence(layers.subList(0, 2));
        early = new Sequence(layers.subList(2, ends[EARLY_STAGES - 1]));
        late = new Sequence(layers.subList(ends[EARLY_STAGES - 1], layers.size()));
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
    public Conventions conventions() {
        return conventions;
    }

    @Override
    public Tensor features(Tensor images) {
        // In the first depthwise convolution the sum and the bias of normalisation nearly cancel out: rounding its
        // input and
        // weights to bfloat16 makes most of the map's error. So it and the convolution before it are float32 always,
        // and
        // where no gradient is asked for the early stages too: a prediction takes 2 % longer (a training step would 12
        // %).
        ScalarType type = images.scalar_type();
        Tensor x = first.forward(images.to(ScalarType.Float));
        return late.forward(
                GradMode.is_enabled()
                        ? early.forward(x.to(type))
                        : early.forward(x).to(type));
    }

    @Override
    public RoiTail tail(Parameters under, RoiTail.Form form) {
        return new Sequence(stage(under, TAIL_STAGE, form.onMap() ? 1 : 2, form.dilation()));
    }

    @Override
    public void trainNormalization(boolean on) {
        first.trainNormalization(on);
        early.trainNormalization(on);
        late.trainNormalization(on);
    }

    private int channels(int atWidthOne) {
        return (int) (atWidthOne * width);
    }

    private List<Layer> stage(Parameters parameters, int stage, int stride, int dilation) {
        List<Layer> layers = new ArrayList<>();
        int in = channels(stage == 0 ? STEM : STAGES[stage - 1][0]);
        for (int i = 0; i < STAGES[stage].length; i++) {
            int out = channels(STAGES[stage][i]);
            Parameters block = parameters.under("blocks." + stage + "." + i);
            Shape spatial = Shape.depthwise(in, 3, i == 0 ? stride : 1, conventions.padding())
                    .dilated(i == 0 ? 1 : dilation);
            layers.add(conv(block, "conv_dw", "bn1", spatial));
            layers.add(conv(block, "conv_pw", "bn2", Shape.of(in, out, 1, 1, conventions.padding())));
            in = out;
        }
        return layers;
    }

    private Conv2d conv(Parameters block, String name, String norm, Shape shape) {
        return Conv2d.normalised(block, name, norm, shape, conventions.epsilon(), conventions.activation());
    }
}
