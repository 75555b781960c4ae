package dev.rebox.backbone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebox.tensor.Engine;
import dev.rebox.tensor.Parameters;
import dev.rebox.tensor.Tensors;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The networks compute what torchvision's ResNets compute, and what MobileNet v1 and Inception-ResNet-v2 written
 * independently do: to 1e-4 of the largest deviation from the mean, see {@code src/test/golden/backbones.py}.
 */
class ParityTest {
    private static final double TOLERANCE = 1e-4;

    private final Parameters parameters = new Parameters(Engine.device("cpu"), 0);

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "resnet18, resnet18, 1, 2, 96, 128, 3, ''",
        "resnet50, resnet50, 1, 2, 96, 128, 3, ''",
        "resnet50-v1, resnet50, 1, 2, 96, 128, 3, 'stride_in=conv1 bn_eps=0.001'",
        "resnet101, resnet101, 1, 2, 96, 128, 3, ''",
        "mobilenet_v1-same, mobilenet_v1, 1, 2, 96, 127, 3, 'padding=tf_same bn_eps=0.001'",
        "mobilenet_v1-quarter, mobilenet_v1, 0.25, 2, 97, 128, 3, ''",
        "inception_resnet_v2, inception_resnet_v2, 1, 1, 96, 128, 2, ''",
    })
    void outputsEqualTheReference(
            String golden, String name, double width, int images, int height, int wide, int crops, String metadata)
            throws IOException {
        JsonNode expected = golden(golden);
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGraph = new NoGradGuard();
                parameters) {
            Conventions conventions = Backbones.defaults(name).with(parsed(metadata), golden);
            Backbone backbone = Backbones.create(name, width, conventions, parameters.under("backbone"));
            Formula.fill(parameters.under("backbone"));
            Tensor features = backbone.features(Formula.tensor("images", images, 3, height, wide));
            compare(expected, "features", features);
            for (RoiTail.Form form : List.of(RoiTail.Form.CROPS, RoiTail.Form.map(2), RoiTail.Form.CLASSIFIER)) {
                String key = form.use().name().toLowerCase();
                if (expected.has(key)) {
                    RoiTail tail = backbone.tail(parameters.under(key), form);
                    Formula.fill(parameters.under(key));
                    boolean onCrops = form.use() == RoiTail.Use.CROPS;
                    Tensor input =
                            onCrops ? Formula.tensor("crops", crops, backbone.featureChannels(), 7, 7) : features;
                    compare(expected, key, tail.forward(input));
                }
            }
        }
    }

    private static void compare(JsonNode golden, String key, Tensor actual) {
        JsonNode expected = golden.get(key);
        long[] shape = new long[expected.get("shape").size()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = expected.get("shape").get(i).asLong();
        }
        assertThat(actual.shape()).as(key).isEqualTo(shape);
        float[] values = Tensors.toFloats(actual);
        double deviation = expected.get("std").asDouble();
        JsonNode samples = expected.get("samples");
        int step = values.length / samples.size();
        double worst = 0;
        for (int i = 0; i < samples.size(); i++) {
            worst = Math.max(worst, Math.abs(values[i * step] - samples.get(i).asDouble()));
        }
        double mean = 0;
        for (float value : values) {
            mean += value / values.length;
        }
        assertThat(worst / deviation).as("%s, samples", key).isLessThan(TOLERANCE);
        assertThat(Math.abs(mean - expected.get("mean").asDouble()) / deviation)
                .as("%s, mean", key)
                .isLessThan(TOLERANCE);
    }

    private static JsonNode golden(String name) throws IOException {
        try (InputStream in = ParityTest.class.getResourceAsStream(name + ".json")) {
            return new ObjectMapper().readTree(in);
        }
    }

    private static Map<String, String> parsed(String metadata) {
        Map<String, String> map = new java.util.HashMap<>();
        for (String pair : metadata.split(" ")) {
            if (!pair.isEmpty()) {
                map.put(pair.split("=")[0], pair.split("=")[1]);
            }
        }
        return map;
    }
}
