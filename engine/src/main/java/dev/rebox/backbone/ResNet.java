package dev.rebox.backbone;

import static java.util.Objects.requireNonNull;

import dev.rebox.tensor.Conv2d;
import dev.rebox.tensor.MaxPool;
import dev.rebox.tensor.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * ResNet (He et al. 2016). The feature map ends with conv4_x ({@code layer3}), the tail is conv5_x ({@code layer4}).
 * conv1 and conv2_x ({@code layer1}) are frozen in detection, and run without a graph. torchvision's names.
 */
final class ResNet implements Backbone {
    /** Blocks of conv2_x .. conv5_x by depth. */
    private static final Map<Integer, List<Integer>> BLOCKS = Map.of(
            18, List.of(2, 2, 2, 2),
            34, List.of(3, 4, 6, 3),
            50, List.of(3, 4, 6, 3),
            101, List.of(3, 4, 23, 3),
            152, List.of(3, 8, 36, 3));

    private static final int FIRST_BOTTLENECK_DEPTH = 50;
    private static final int STEM = 64;
    private static final int TAIL_STAGE = 4;

    private final int depth;
    private final Conventions conventions;
    private final Sequence frozen;
    private final Sequence trained;
    private boolean live;

    ResNet(int depth, Conventions conventions, Parameters parameters) {
        this.depth = depth;
        this.conventions = conventions;
        Conv2d.Shape stem = Conv2d.Shape.of(3, STEM, 7, 2, conventions.padding());
        frozen = Sequence.of(
                Conv2d.normalised(parameters, "conv1", "bn1", stem, conventions.epsilon(), conventions.activation()),
                new MaxPool(3, 2, conventions.poolPadding()),
                stage(parameters, 1, 1, 1));
        trained = Sequence.of(stage(parameters, 2, 2, 1), stage(parameters, 3, 2, 1));
        trainNormalization(false);
    }

    @Override
    public int featureChannels() {
        return outputs(3);
    }

    @Override
    public int tailChannels() {
        return outputs(TAIL_STAGE);
    }

    @Override
    public Conventions conventions() {
        return conventions;
    }

    @Override
    public Tensor features(Tensor images) {
        return trained.forward(live ? frozen.forward(images) : withoutGraph(images));
    }

    private Tensor withoutGraph(Tensor images) {
        try (NoGradGuard noGraph = new NoGradGuard()) {
            return frozen.forward(images);
        }
    }

    @Override
    public RoiTail tail(Parameters under, RoiTail.Form form) {
        int stride = form.use() == RoiTail.Use.CLASSIFIER ? 2 : 1;
        return new ResidualTail(blocks(under, TAIL_STAGE, stride, form.dilation()));
    }

    @Override
    public void trainNormalization(boolean on) {
        live = on;
        frozen.trainNormalization(on);
        frozen.train(on);
        trained.trainNormalization(on);
    }

    private int outputs(int stage) {
        int channels = STEM << (stage - 1);
        return bottlenecks() ? channels * ResidualBlock.EXPANSION : channels;
    }

    private boolean bottlenecks() {
        return depth >= FIRST_BOTTLENECK_DEPTH;
    }

    private Sequence stage(Parameters parameters, int stage, int stride, int dilation) {
        return new Sequence(blocks(parameters, stage, stride, dilation));
    }

    private List<ResidualBlock> blocks(Parameters parameters, int stage, int stride, int dilation) {
        List<ResidualBlock> blocks = new ArrayList<>();
        int in = stage == 1 ? STEM : outputs(stage - 1);
        for (int i = 0; i < requireNonNull(BLOCKS.get(depth)).get(stage - 1); i++) {
            ResidualBlock.Plan plan = new ResidualBlock.Plan(
                    in, STEM << (stage - 1), outputs(stage), i == 0 ? stride : 1, i == 0 ? 1 : dilation, conventions);
            Parameters own = parameters.under("layer" + stage + "." + i);
            blocks.add(bottlenecks() ? ResidualBlock.bottleneck(own, plan) : ResidualBlock.basic(own, plan));
            in = outputs(stage);
        }
        return blocks;
    }
}
