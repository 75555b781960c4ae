package dev.rebox.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.error.ConfigException;
import dev.rebox.tensor.Engine;
import dev.rebox.tensor.Parameters;
import dev.rebox.tensor.Tensors;
import dev.rebox.tensor.weights.WeightsFile;
import dev.rebox.tensor.weights.safetensors.Safetensors;
import dev.rebox.tensor.weights.stored.Weights;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsConversionTest {
    static {
        Engine.load();
    }

    @TempDir
    Path folder;

    @Test
    void slimLayoutsAreTurned() {
        Path target = folder.resolve("out.safetensors");
        try (PointerScope scope = new PointerScope()) {
            Map<String, Tensor> slim = new LinkedHashMap<>();
            // [height 1, width 2, in 1, out 2]: element (w, o) is 10w + o.
            slim.put("MobilenetV1/Conv2d_0/weights:0", numbers(new float[] {0, 1, 10, 11}, 1, 2, 1, 2));
            // [height 1, width 2, channels 2, 1]: element (w, c) is 10w + c.
            slim.put(
                    "MobilenetV1/Conv2d_1_depthwise/depthwise_weights",
                    numbers(new float[] {0, 1, 10, 11}, 1, 2, 2, 1));
            slim.put(
                    "MobilenetV1/Logits/Conv2d_1c_1x1/weights",
                    torch.arange(scalar(2002)).view(1, 1, 2, 1001));
            slim.put("MobilenetV1/Logits/Conv2d_1c_1x1/biases", torch.arange(scalar(1001)));
            slim.put("global_step", torch.arange(scalar(1)));
            Path source = folder.resolve("slim.safetensors");
            Safetensors.write(source, Map.of(), slim);

            WeightsConversion.Summary summary = WeightsConversion.convert(source, target, Optional.empty());
            assertThat(summary.tensors()).isEqualTo(4);
            assertThat(summary.dropped()).containsExactly("global_step");
            try (Weights weights = WeightsFile.open(target)) {
                Tensor stem = weights.read("conv_stem.weight");
                assertThat(stem.shape()).containsExactly(2, 1, 1, 2);
                assertThat(Tensors.toFloats(stem)).containsExactly(0, 10, 1, 11);
                Tensor depthwise = weights.read("blocks.0.0.conv_dw.weight");
                assertThat(depthwise.shape()).containsExactly(2, 1, 1, 2);
                assertThat(Tensors.toFloats(depthwise)).containsExactly(0, 10, 1, 11);
                Tensor classifier = weights.read("classifier.weight");
                assertThat(classifier.shape()).containsExactly(1000, 2); // without the background class
                assertThat(Tensors.toFloats(classifier)).startsWith(1, 1002, 2, 1003);
                assertThat(Tensors.toFloats(weights.read("classifier.bias"))).startsWith(1, 2);
                assertThat(weights.metadata())
                        .containsEntry("architecture", "mobilenet_v1")
                        .containsEntry("padding", "tf_same")
                        .containsEntry("bn_eps", "0.001");
            }
        }
    }

    @Test
    void aStateDictGetsConventionsAndLosesItsWrapping() throws Exception {
        Path source = Path.of(WeightsConversionTest.class
                .getResource("/dev/rebox/tensor/weights/torch/wrapped.pth")
                .toURI());
        Path target = folder.resolve("out.safetensors");
        WeightsConversion.convert(source, target, Optional.of("resnet50"));
        try (Weights weights = WeightsFile.open(target)) {
            assertThat(weights.entries()).containsOnlyKeys("w");
            assertThat(weights.metadata())
                    .containsEntry("architecture", "resnet50")
                    .containsEntry("stride_in", "conv2");
        }
    }

    @Test
    void tailsMayStartAtRandom() {
        Path file = folder.resolve("small.safetensors");
        try (PointerScope scope = new PointerScope();
                Parameters trained = new Parameters(Engine.device("cpu"), 1);
                Parameters network = new Parameters(Engine.device("cpu"), 2)) {
            new Classifier("mobilenet_v1", 0.25, Conventions.MOBILENET, 7, trained).save(file, Map.of());
            Backbone backbone =
                    Backbones.create("mobilenet_v1", 0.25, Conventions.MOBILENET, network.under("backbone"));
            backbone.tail(network.under("head.trunk"));
            String name = "blocks.4.0.conv_dw.weight";
            float[] before = Tensors.toFloats(network.get("head.trunk." + name).value());
            try (PretrainedWeights weights = PretrainedWeights.open(file, "mobilenet_v1", 0.25)) {
                weights.into(network.under("backbone"), List.of(network.under("head.trunk")), false);
            }
            assertThat(Tensors.toFloats(network.get("head.trunk." + name).value()))
                    .isEqualTo(before)
                    .isNotEqualTo(Tensors.toFloats(trained.get(name).value()));
            assertThat(Tensors.toFloats(network.get("backbone.conv_stem.weight").value()))
                    .isEqualTo(Tensors.toFloats(trained.get("conv_stem.weight").value()));
        }
    }

    @Test
    void whatAClassifierSavesFillsADetectorsBackboneAndEveryTail() {
        Path file = folder.resolve("small.safetensors");
        try (PointerScope scope = new PointerScope();
                Parameters trained = new Parameters(Engine.device("cpu"), 1);
                Parameters network = new Parameters(Engine.device("cpu"), 2)) {
            Conventions conventions = Conventions.MOBILENET.with(Map.of("padding", "tf_same"), file);
            new Classifier("mobilenet_v1", 0.25, conventions, 7, trained).save(file, Map.of("trained_on", "crops"));
            try (PretrainedWeights weights = PretrainedWeights.open(file, "mobilenet_v1", 0.25)) {
                assertThat(weights.conventions()).isEqualTo(conventions);
                Backbone backbone =
                        Backbones.create("mobilenet_v1", 0.25, weights.conventions(), network.under("backbone"));
                backbone.tail(network.under("head.trunk"));
                backbone.tail(network.under("auxiliary.closeness.trunk"));
                weights.into(
                        network.under("backbone"),
                        List.of(network.under("head.trunk"), network.under("auxiliary.closeness.trunk")),
                        true);
            }
            for (String copy : List.of("head.trunk", "auxiliary.closeness.trunk")) {
                assertThat(Tensors.toFloats(
                                network.get(copy + ".blocks.4.0.conv_dw.weight").value()))
                        .isEqualTo(Tensors.toFloats(
                                trained.get("blocks.4.0.conv_dw.weight").value()));
            }
            assertThatThrownBy(() -> PretrainedWeights.open(file, "resnet18", 1))
                    .isInstanceOf(ConfigException.class)
                    .hasMessage(file + ": these weights are for architecture mobilenet_v1, the model has architecture"
                            + " resnet18");
            assertThatThrownBy(() -> PretrainedWeights.open(file, "mobilenet_v1", 0.5))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("width 0.25, the model has width 0.5");
        }
    }

    private static Tensor numbers(float[] values, long... shape) {
        return Tensors.floats(values, Engine.device("cpu"), shape);
    }

    private static org.bytedeco.pytorch.Scalar scalar(int value) {
        return new org.bytedeco.pytorch.Scalar(value);
    }
}
