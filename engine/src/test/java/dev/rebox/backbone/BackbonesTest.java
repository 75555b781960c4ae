package dev.rebox.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.error.ConfigException;
import dev.rebox.tensor.Engine;
import dev.rebox.tensor.Parameter;
import dev.rebox.tensor.Parameters;
import dev.rebox.tensor.Tensors;
import dev.rebox.tensor.TrainedNormalization;
import java.util.Arrays;
import java.util.Locale;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackbonesTest {
    private final Parameters parameters = new Parameters(Engine.device("cpu"), 1);

    @ParameterizedTest
    @CsvSource({
        "mobilenet_v1, 1.0, 512, 1024, 4",
        "mobilenet_v1, 0.75, 384, 768, 4",
        "mobilenet_v1, 0.25, 128, 256, 4",
        "resnet18, 1.0, 256, 512, 7",
        "resnet34, 1.0, 256, 512, 7",
        "resnet50, 1.0, 1024, 2048, 7",
        "inception_resnet_v2, 1.0, 1088, 1536, 3"
    })
    void everyBackboneHasAMapOfStride16AndATailForCrops(
            String name, double width, int features, int outputs, int side) {
        try (PointerScope scope = new PointerScope();
                parameters) {
            Backbone backbone = Backbones.create(name, width, Backbones.defaults(name), parameters.under("backbone"));
            RoiTail tail = backbone.tail(parameters.under("head.trunk"));
            RoiTail mapTail = backbone.mapTail(parameters.under("map.trunk"), 2);
            assertThat(backbone.featureChannels()).isEqualTo(features);
            assertThat(backbone.tailChannels()).isEqualTo(outputs);

            Tensor map = backbone.features(images(2, 67, 81));
            assertThat(map.shape()).containsExactly(2, features, 5, 6);
            assertThat(map.is_contiguous(torch.MemoryFormat.ChannelsLast)).isTrue();
            assertThat(mapTail.forward(map).shape()).containsExactly(2, outputs, 5, 6);
            Tensor crops = torch.randn(3, features, 7, 7).contiguous(torch.MemoryFormat.ChannelsLast);
            assertThat(tail.forward(crops).shape()).containsExactly(3, outputs, side, side);
        }
    }

    /** A 3x3 kernel of dilation d sees d cells to each side. Undilated ones come first: one in MobileNet, two in ResNet. */
    @ParameterizedTest
    @CsvSource({"mobilenet_v1, 0.25, 1, 5", "mobilenet_v1, 0.25, 2, 7", "resnet18, 1, 1, 9", "resnet18, 1, 2, 13"})
    void theTailOverTheMapSeesAsFarAsItsDilationSays(String name, double width, int dilation, int cells) {
        try (PointerScope scope = new PointerScope();
                parameters) {
            Backbone backbone = Backbones.create(name, width, Backbones.defaults(name), parameters.under("backbone"));
            RoiTail tail = backbone.mapTail(parameters.under("trunk"), dilation);
            torch.manual_seed(3);
            Tensor map = torch.rand(1, backbone.featureChannels(), 1, 17)
                    .contiguous(torch.MemoryFormat.ChannelsLast)
                    .requires_grad_(true);
            tail.forward(map).select(3, 8).sum().backward();
            Tensor seen = map.grad().abs().sum(0, 1, 2).gt(new Scalar(0));
            assertThat(seen.sum().item_int()).isEqualTo(cells);
        }
    }

    @ParameterizedTest
    @CsvSource({"shift, false", "scale_shift, true"})
    void normalisationMayBeTrainedButNotOfFrozenLayers(String trained, boolean scale) {
        try (PointerScope scope = new PointerScope();
                Parameters own = new Parameters(
                        Engine.device("cpu"), 1, TrainedNormalization.valueOf(trained.toUpperCase(Locale.ROOT)))) {
            Backbone backbone = Backbones.create("resnet18", 1, Conventions.RESNET, own.under("backbone"));
            RoiTail tail = backbone.tail(own.under("head.trunk"));
            for (boolean on : new boolean[] {true, false}) { // as it was before statistics were measured
                backbone.trainNormalization(on);
                tail.trainNormalization(on);
            }
            tail.forward(backbone.features(images(1, 64, 64))).sum().backward();
            for (Parameter parameter : own.all()) {
                assertThat(parameter.value().grad().defined())
                        .as(parameter.name())
                        .isEqualTo(parameter.trained());
            }
            assertThat(own.get("backbone.layer2.0.bn1.bias").trained()).isTrue();
            assertThat(own.get("head.trunk.layer4.0.downsample.1.weight").trained())
                    .isEqualTo(scale);
            assertThat(own.get("backbone.bn1.bias").trained()).isFalse();
            assertThat(own.get("backbone.layer1.0.bn1.bias").trained()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"mobilenet_v1, 0.25", "resnet18, 1.0"})
    void everyTrainedParameterGetsAGradientAndFrozenOnesNone(String name, double width) {
        try (PointerScope scope = new PointerScope();
                parameters) {
            Backbone backbone = Backbones.create(name, width, Backbones.defaults(name), parameters.under("backbone"));
            RoiTail tail = backbone.tail(parameters.under("head.trunk"));
            tail.forward(backbone.features(images(1, 64, 64))).sum().backward();
            for (Parameter parameter : parameters.all()) {
                assertThat(parameter.value().grad().defined())
                        .as(parameter.name())
                        .isEqualTo(parameter.trained());
            }
            assertThat(parameters.trained()).noneMatch(p -> p.name().startsWith("backbone.layer1."));
            assertThat(parameters.trained()).noneMatch(p -> p.name().contains(".bn"));
        }
    }

    /** With the statistics of the batch too: oneDNN's plan for a bottleneck's 1x1 convolutions ends the process on some machines. */
    @ParameterizedTest
    @ValueSource(strings = {"resnet50", "inception_resnet_v2"})
    void smallMapsRunWithTheStatisticsOfTheBatch(String name) {
        try (PointerScope scope = new PointerScope();
                parameters) {
            Backbone backbone = Backbones.create(name, 1, Backbones.defaults(name), parameters);
            backbone.trainNormalization(true);

            Tensor map = backbone.features(images(2, 67, 81));

            assertThat(map.shape()).containsExactly(2, backbone.featureChannels(), 5, 6);
            assertThat(map.abs().sum().item_float()).isPositive().isFinite();
        }
    }

    @Test
    void pretrainingTrainsWhatDetectionFreezes() {
        try (PointerScope scope = new PointerScope();
                parameters) {
            Backbone backbone = Backbones.create("resnet18", 1, Backbones.defaults("resnet18"), parameters);
            Parameter stem = parameters.get("conv1.weight");
            Parameter mean = parameters.get("layer1.0.bn1.running_mean");
            backbone.trainNormalization(true);
            assertThat(stem.trained()).isTrue();
            backbone.features(images(2, 64, 64)).sum().backward();
            assertThat(stem.value().grad().abs().sum().item_float()).isPositive();
            assertThat(mean.value().abs().sum().item_float()).isPositive();

            float moved = mean.value().sum().item_float();
            backbone.trainNormalization(false);
            backbone.features(images(2, 64, 64));
            assertThat(stem.trained()).isFalse();
            assertThat(mean.value().sum().item_float()).isEqualTo(moved);
        }
    }

    /**
     * Ones through a MobileNet that hands on its first channel, but for a first depthwise kernel of 1 + 1/512 and a bias of
     * -1: in bfloat16 the kernel would be 1, and nothing left.
     */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void mobileNetKeepsWhatItsFirstBiasNearlyCancels(boolean graph) {
        try (PointerScope scope = new PointerScope();
                parameters) {
            Backbone backbone = Backbones.create("mobilenet_v1", 0.25, Conventions.MOBILENET, parameters);
            for (Parameter parameter : parameters.all()) {
                float[] values = new float[(int) parameter.value().numel()];
                long[] shape = parameter.shape();
                if (shape.length == 4) {
                    values[(int) (shape[2] * shape[3] / 2)] = 1; // the middle, of the first channel
                } else if (parameter.name().endsWith("weight")
                        || parameter.name().endsWith("running_var")) {
                    Arrays.fill(values, 1);
                }
                set(parameter, values);
            }
            set(parameters.get("blocks.0.0.conv_dw.weight"), middle(8, 1 + 1 / 512f));
            float[] bias = new float[8];
            bias[0] = -1;
            set(parameters.get("blocks.0.0.bn1.bias"), bias);

            GradMode.set_enabled(graph);
            Tensor ones = torch.ones(1, 3, 32, 32).to(ScalarType.BFloat16).contiguous(torch.MemoryFormat.ChannelsLast);
            Tensor map = backbone.features(ones);
            assertThat(map.scalar_type().intern()).isEqualTo(ScalarType.BFloat16);
            assertThat(map.select(1, 0).max().item_float()).isCloseTo(1 / 512f, within(1e-4f));
        } finally {
            GradMode.set_enabled(true);
        }
    }

    @Test
    void anUnknownNameOrWidthIsAnsweredWithWhatThereIs() {
        assertThatThrownBy(() -> Backbones.create("resnet51", 1, Conventions.RESNET, parameters))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("unknown backbone 'resnet51'. Did you mean 'resnet5");
        assertThatThrownBy(() -> Backbones.create("resnet50", 0.5, Conventions.RESNET, parameters))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("only mobilenet_v1 has widths");
        assertThatThrownBy(() -> Backbones.create("mobilenet_v1", 0.6, Conventions.MOBILENET, parameters))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("has no width 0.6");
    }

    /** 3x3 kernels of so many channels, the first one's middle this, all else 0. */
    private static float[] middle(int channels, float value) {
        float[] kernels = new float[9 * channels];
        kernels[4] = value;
        return kernels;
    }

    private void set(Parameter parameter, float[] values) {
        parameter.set(Tensors.floats(values, parameters.device(), parameter.shape()));
    }

    private static Tensor images(int count, int height, int width) {
        return torch.randn(count, 3, height, width).contiguous(torch.MemoryFormat.ChannelsLast);
    }
}
