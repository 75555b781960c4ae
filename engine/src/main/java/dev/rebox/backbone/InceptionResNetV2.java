package dev.rebox.backbone;

import dev.rebox.tensor.Layer;
import dev.rebox.tensor.MaxPool;
import dev.rebox.tensor.Padding;
import dev.rebox.tensor.Parameters;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Inception-ResNet-v2 (Szegedy et al. 2017). The feature map ends after the twenty blocks of 17x17, every border padded so
 * that it stays aligned with the image; the tail is the rest. timm's names.
 */
final class InceptionResNetV2 implements Backbone {
    private static final int FEATURES = 1088;
    private static final int REDUCED = 2080;
    private static final int OUTPUTS = 1536;

    private final Conventions conventions;
    private final Sequence features;

    InceptionResNetV2(Conventions conventions, Parameters parameters) {
        this.conventions = conventions;
        InceptionLayers make = new InceptionLayers(parameters, conventions, conventions.padding());
        List<Layer> layers = new ArrayList<>(List.of(
                make.conv("conv2d_1a", 3, 32, 3, 2),
                make.conv("conv2d_2a", 32, 32, 3, 1),
                make.conv("conv2d_2b", 32, 64, 3, 1),
                new MaxPool(3, 2, conventions.poolPadding()),
                make.conv("conv2d_3b", 64, 80, 1, 1),
                make.conv("conv2d_4a", 80, 192, 3, 1),
                new MaxPool(3, 2, conventions.poolPadding()),
                mixed5b(make.under("mixed_5b"))));
        for (int i = 0; i < 10; i++) {
            layers.add(block35(make.under("repeat." + i)));
        }
        layers.add(mixed6a(make.under("mixed_6a"), conventions.padding()));
        for (int i = 0; i < 20; i++) {
            layers.add(block17(make.under("repeat_1." + i)));
        }
        features = new Sequence(layers);
    }

    @Override
    public int featureChannels() {
        return FEATURES;
    }

    @Override
    public int tailChannels() {
        return OUTPUTS;
    }

    @Override
    public Conventions conventions() {
        return conventions;
    }

    @Override
    public Tensor features(Tensor images) {
        return features.forward(images);
    }

    @Override
    public RoiTail tail(Parameters under, RoiTail.Form form) {
        boolean map = form.onMap();
        Padding padding = map ? Padding.SYMMETRIC : Padding.VALID;
        InceptionLayers make = new InceptionLayers(under, conventions, padding);
        List<Layer> layers = new ArrayList<>();
        layers.add(mixed7a(make.under("mixed_7a"), map ? 1 : 2, padding));
        for (int i = 0; i < 9; i++) {
            layers.add(block8(make.under("repeat_2." + i), form.dilation(), 0.2, true));
        }
        layers.add(block8(make.under("block8"), form.dilation(), 1, false));
        layers.add(make.conv("conv2d_7b", REDUCED, OUTPUTS, 1, 1));
        return new Sequence(layers);
    }

    @Override
    public void trainNormalization(boolean on) {
        features.trainNormalization(on);
    }

    private static Layer mixed5b(InceptionLayers make) {
        return Branches.of(
                make.conv("branch0", 192, 96, 1, 1),
                Sequence.of(make.conv("branch1.0", 192, 48, 1, 1), make.same("branch1.1", 48, 64, 5, 5, 1)),
                Sequence.of(
                        make.conv("branch2.0", 192, 64, 1, 1),
                        make.same("branch2.1", 64, 96, 3, 3, 1),
                        make.same("branch2.2", 96, 96, 3, 3, 1)),
                Sequence.of(InceptionResNetV2::meanOfNeighbours, make.conv("branch3.1", 192, 64, 1, 1)));
    }

    private static Layer block35(InceptionLayers make) {
        Layer branches = Branches.of(
                make.conv("branch0", 320, 32, 1, 1),
                Sequence.of(make.conv("branch1.0", 320, 32, 1, 1), make.same("branch1.1", 32, 32, 3, 3, 1)),
                Sequence.of(
                        make.conv("branch2.0", 320, 32, 1, 1),
                        make.same("branch2.1", 32, 48, 3, 3, 1),
                        make.same("branch2.2", 48, 64, 3, 3, 1)));
        return make.residual(branches, 128, 320, 0.17, true);
    }

    private static Layer mixed6a(InceptionLayers make, Padding padding) {
        return Branches.of(
                make.conv("branch0", 320, 384, 3, 2),
                Sequence.of(
                        make.conv("branch1.0", 320, 256, 1, 1),
                        make.same("branch1.1", 256, 256, 3, 3, 1),
                        make.conv("branch1.2", 256, 384, 3, 2)),
                new MaxPool(3, 2, padding));
    }

    private static Layer block17(InceptionLayers make) {
        Layer branches = Branches.of(
                make.conv("branch0", FEATURES, 192, 1, 1),
                Sequence.of(
                        make.conv("branch1.0", FEATURES, 128, 1, 1),
                        make.same("branch1.1", 128, 160, 1, 7, 1),
                        make.same("branch1.2", 160, 192, 7, 1, 1)));
        return make.residual(branches, 384, FEATURES, 0.1, true);
    }

    private static Layer mixed7a(InceptionLayers make, int stride, Padding padding) {
        return Branches.of(
                Sequence.of(make.conv("branch0.0", FEATURES, 256, 1, 1), make.conv("branch0.1", 256, 384, 3, stride)),
                Sequence.of(make.conv("branch1.0", FEATURES, 256, 1, 1), make.conv("branch1.1", 256, 288, 3, stride)),
                Sequence.of(
                        make.conv("branch2.0", FEATURES, 256, 1, 1),
                        make.same("branch2.1", 256, 288, 3, 3, 1),
                        make.conv("branch2.2", 288, 320, 3, stride)),
                new MaxPool(3, stride, padding));
    }

    private static Layer block8(InceptionLayers make, int dilation, double scale, boolean activated) {
        Layer branches = Branches.of(
                make.conv("branch0", REDUCED, 192, 1, 1),
                Sequence.of(
                        make.conv("branch1.0", REDUCED, 192, 1, 1),
                        make.same("branch1.1", 192, 224, 1, 3, dilation),
                        make.same("branch1.2", 224, 256, 3, 1, dilation)));
        return make.residual(branches, 448, REDUCED, scale, activated);
    }

    /** 3x3 means at stride 1; what lies outside does not count. */
    private static Tensor meanOfNeighbours(Tensor x) {
        return torch.avg_pool2d(
                x, new long[] {3, 3}, new long[] {1, 1}, new long[] {1, 1}, false, false, new LongOptional());
    }
}
