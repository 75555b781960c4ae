package dev.rebox.backbone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.tensor.Engine;
import dev.rebox.tensor.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlimNamesTest {
    @ParameterizedTest
    @CsvSource({
        "MobilenetV1/Conv2d_0/weights, conv_stem.weight",
        "MobilenetV1/Conv2d_0/BatchNorm/gamma, bn1.weight",
        "MobilenetV1/Conv2d_1_depthwise/depthwise_weights, blocks.0.0.conv_dw.weight",
        "MobilenetV1/Conv2d_3_depthwise/BatchNorm/moving_mean, blocks.1.1.bn1.running_mean",
        "MobilenetV1/Conv2d_11_pointwise/BatchNorm/moving_variance, blocks.3.5.bn2.running_var",
        "MobilenetV1/Conv2d_13_pointwise/weights, blocks.4.1.conv_pw.weight",
        "MobilenetV1/Logits/Conv2d_1c_1x1/biases, classifier.bias",
        "resnet_v1_101/conv1/BatchNorm/beta, bn1.bias",
        "resnet_v1_101/block3/unit_23/bottleneck_v1/conv2/weights, layer3.22.conv2.weight",
        "resnet_v1_50/block1/unit_1/bottleneck_v1/shortcut/BatchNorm/gamma, layer1.0.downsample.1.weight",
        "resnet_v1_50/block4/unit_3/bottleneck_v1/conv3/BatchNorm/beta, layer4.2.bn3.bias",
        "resnet_v1_50/logits/weights, fc.weight",
        "InceptionResnetV2/Conv2d_4a_3x3/weights, conv2d_4a.conv.weight",
        "InceptionResnetV2/Mixed_5b/Branch_3/Conv2d_0b_1x1/BatchNorm/beta, mixed_5b.branch3.1.bn.bias",
        "InceptionResnetV2/Repeat/block35_10/Branch_2/Conv2d_0c_3x3/weights, repeat.9.branch2.2.conv.weight",
        "InceptionResnetV2/Repeat_1/block17_1/Conv2d_1x1/biases, repeat_1.0.conv2d.bias",
        "InceptionResnetV2/Mixed_6a/Branch_0/Conv2d_1a_3x3/weights, mixed_6a.branch0.conv.weight",
        "InceptionResnetV2/Mixed_6a/Branch_1/Conv2d_1a_3x3/weights, mixed_6a.branch1.2.conv.weight",
        "InceptionResnetV2/Mixed_7a/Branch_0/Conv2d_1a_3x3/weights, mixed_7a.branch0.1.conv.weight",
        "InceptionResnetV2/Mixed_7a/Branch_2/Conv2d_1a_3x3/weights, mixed_7a.branch2.2.conv.weight",
        "InceptionResnetV2/Block8/Branch_1/Conv2d_0b_1x3/weights, block8.branch1.1.conv.weight",
        "InceptionResnetV2/Logits/Logits/biases, classif.bias",
    })
    void aSlimNameHasItsCounterpart(String slim, String here) {
        assertThat(SlimNames.translate(slim)).contains(here);
    }

    @ParameterizedTest
    @CsvSource({
        "MobilenetV1/Conv2d_0/weights/ExponentialMovingAverage",
        "InceptionResnetV2/AuxLogits/Conv2d_1b_1x1/weights",
        "resnet_v1_50/conv1/weights/Momentum",
        "global_step"
    })
    void whatOnlyTrainingNeedsHasNone(String slim) {
        assertThat(SlimNames.translate(slim)).isEmpty();
    }

    @Test
    void everyParameterOfInceptionIsReached() {
        List<String> layers = new ArrayList<>(List.of(
                "Conv2d_1a_3x3", "Conv2d_2a_3x3", "Conv2d_2b_3x3", "Conv2d_3b_1x1", "Conv2d_4a_3x3", "Conv2d_7b_1x1"));
        add(
                layers,
                "Mixed_5b",
                "0/Conv2d_1x1 1/Conv2d_0a_1x1 1/Conv2d_0b_5x5 2/Conv2d_0a_1x1 2/Conv2d_0b_3x3"
                        + " 2/Conv2d_0c_3x3 3/Conv2d_0b_1x1");
        add(layers, "Mixed_6a", "0/Conv2d_1a_3x3 1/Conv2d_0a_1x1 1/Conv2d_0b_3x3 1/Conv2d_1a_3x3");
        add(
                layers,
                "Mixed_7a",
                "0/Conv2d_0a_1x1 0/Conv2d_1a_3x3 1/Conv2d_0a_1x1 1/Conv2d_1a_3x3 2/Conv2d_0a_1x1"
                        + " 2/Conv2d_0b_3x3 2/Conv2d_1a_3x3");
        List<String> projections = new ArrayList<>();
        for (int i = 1; i <= 10; i++) {
            add(
                    layers,
                    "Repeat/block35_" + i,
                    "0/Conv2d_1x1 1/Conv2d_0a_1x1 1/Conv2d_0b_3x3 2/Conv2d_0a_1x1"
                            + " 2/Conv2d_0b_3x3 2/Conv2d_0c_3x3");
            projections.add("Repeat/block35_" + i);
        }
        for (int i = 1; i <= 20; i++) {
            add(layers, "Repeat_1/block17_" + i, "0/Conv2d_1x1 1/Conv2d_0a_1x1 1/Conv2d_0b_1x7 1/Conv2d_0c_7x1");
            projections.add("Repeat_1/block17_" + i);
        }
        for (int i = 1; i <= 9; i++) {
            add(layers, "Repeat_2/block8_" + i, "0/Conv2d_1x1 1/Conv2d_0a_1x1 1/Conv2d_0b_1x3 1/Conv2d_0c_3x1");
            projections.add("Repeat_2/block8_" + i);
        }
        add(layers, "Block8", "0/Conv2d_1x1 1/Conv2d_0a_1x1 1/Conv2d_0b_1x3 1/Conv2d_0c_3x1");
        projections.add("Block8");

        TreeSet<String> reached = new TreeSet<>(List.of("classif.weight", "classif.bias"));
        for (String layer : layers) {
            for (String part :
                    List.of("weights", "BatchNorm/beta", "BatchNorm/moving_mean", "BatchNorm/moving_variance")) {
                reached.add(translated(layer + "/" + part));
            }
            reached.add(translated(layer + "/BatchNorm/beta").replace(".bias", ".weight")); // slim has no scale
        }
        for (String projection : projections) {
            reached.add(translated(projection + "/Conv2d_1x1/weights"));
            reached.add(translated(projection + "/Conv2d_1x1/biases"));
        }
        try (Parameters parameters = new Parameters(Engine.device("cpu"), 0)) {
            new Classifier("inception_resnet_v2", 1, Conventions.INCEPTION, 10, parameters);
            assertThat(reached)
                    .containsExactlyElementsOf(new TreeSet<>(
                            parameters.all().stream().map(p -> p.name()).toList()));
        }
    }

    private static void add(List<String> layers, String block, String branches) {
        for (String branch : branches.split(" ")) {
            layers.add(block + "/Branch_" + branch);
        }
    }

    private static String translated(String layer) {
        Optional<String> here = SlimNames.translate("InceptionResnetV2/" + layer);
        assertThat(here).as(layer).isPresent();
        return here.get();
    }
}
