package dev.rebox.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.config.ConfigReader;
import dev.rebox.data.LabelMap;
import dev.rebox.error.ConfigException;
import dev.rebox.tensor.Engine;
import dev.rebox.tensor.Init;
import dev.rebox.tensor.Parameter;
import dev.rebox.tensor.Parameters;
import dev.rebox.tensor.Tensors;
import dev.rebox.tensor.weights.stored.DataType;
import dev.rebox.tensor.weights.stored.Entry;
import dev.rebox.tensor.weights.stored.Weights;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Public detectors' names and layouts. The lists of names and shapes beside this test are what the indices of the published
 * checkpoints say, without the optimiser's variables.
 */
class PublicDetectorTest {
    /** Tensors whose numbers count up from 0, or are those given. */
    private static final class Counting implements Weights {
        private final Map<String, Entry> entries = new LinkedHashMap<>();

        Counting with(String name, long... shape) {
            entries.put(
                    name,
                    new Entry(name, DataType.F32, Arrays.stream(shape).boxed().toList()));
            return this;
        }

        @Override
        public Path file() {
            return Path.of("public");
        }

        @Override
        public Map<String, String> metadata() {
            return Map.of();
        }

        @Override
        public Map<String, Entry> entries() {
            return entries;
        }

        @Override
        public Tensor read(String name) {
            Entry entry = entries.get(name);
            float[] values = new float[Math.toIntExact(entry.count())];
            for (int i = 0; i < values.length; i++) {
                values[i] = i;
            }
            return Tensors.floats(values, Engine.device("cpu"), entry.sides());
        }

        @Override
        public void close() {}
    }

    private final Parameters parameters = new Parameters(Engine.device("cpu"), 1);

    @AfterEach
    void free() {
        parameters.close();
    }

    private Parameter parameter(String name, long... shape) {
        return parameters.create(name, Init.ZEROS, shape);
    }

    private static Counting listed(String name) throws IOException {
        Counting weights = new Counting();
        try (var in = PublicDetectorTest.class.getResourceAsStream(name + ".txt")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                String[] parts = line.split(" ");
                long[] shape = parts.length < 2
                        ? new long[0]
                        : Stream.of(parts[1].split(","))
                                .mapToLong(Long::parseLong)
                                .toArray();
                weights.with(parts[0], shape);
            }
        }
        return weights;
    }

    /** Every parameter of the network is found in the published files, with its size. */
    @ParameterizedTest
    @CsvSource({
        "rfcn_resnet101_coco, resnet101, RFCN",
        "faster_rcnn_inception_resnet_v2_atrous_coco, inception_resnet_v2, FASTER_RCNN"
    })
    void everyParameterOfAPublishedDetectorIsFound(String name, String backbone, String kind) throws IOException {
        PublicDetector detector = ZooDetector.of(listed(name)).orElseThrow();
        List<String> settings = new ArrayList<>(detector.settings());
        settings.add("train.device=cpu");
        var config = ConfigReader.read(settings);
        assertThat(config.model().backbone()).isEqualTo(backbone);
        assertThat(config.model().detector()).hasToString(kind);
        assertThat(detector.labels().size()).isEqualTo(80);
        assertThat(detector.labels().name(80)).isEqualTo("toothbrush");
        List<String> wrong = new ArrayList<>();
        Model.build(config, detector.labels(), detector.conventions(), network -> network.parameters()
                        .all()
                        .forEach(p -> {
                            float[] values = detector.values(p);
                            if (values == null || values.length != p.value().numel()) {
                                wrong.add(p.name());
                            }
                        }))
                .close();
        assertThat(wrong).isEmpty();
    }

    @Test
    void theBackboneOfASingleStageDetectorIsKnown() throws IOException {
        assertThat(ZooDetector.of(listed("ssd_mobilenet_v1_coco"))).isEmpty(); // a backbone's conversion takes it
        assertThat(listed("ssd_mobilenet_v1_coco").entries())
                .containsKey("FeatureExtractor/MobilenetV1/Conv2d_13_pointwise/weights");
    }

    /** A detector of two classes on a made-up backbone part. */
    private static Counting small() {
        return new Counting()
                .with("FirstStageFeatureExtractor/resnet_v1_50/conv1/weights", 1, 2, 1, 2)
                .with("FirstStageBoxPredictor/ClassPredictor/biases", 24)
                .with("FirstStageBoxPredictor/BoxEncodingPredictor/biases", 48)
                .with("SecondStageBoxPredictor/ClassPredictor/weights", 2, 3)
                .with("SecondStageBoxPredictor/ClassPredictor/biases", 3)
                .with("SecondStageBoxPredictor/BoxEncodingPredictor/biases", 8)
                .with("SecondStageFeatureExtractor/resnet_v1_50/block4/unit_1/bottleneck_v1/conv1/weights", 1, 1, 1, 2);
    }

    @Test
    void theirAnchorsGoRatioByRatioAndOursScaleByScale() {
        PublicDetector detector = ZooDetector.of(small()).orElseThrow();
        float[] objectness = detector.values(parameter("proposal.objectness.bias", 24));
        // Ours first: scale .25, height / width .5, which is their ratio 2, the third of three, scale .25: their ninth
        // anchor.
        assertThat(Arrays.copyOf(objectness, 8)).containsExactly(16, 17, 8, 9, 0, 1, 18, 19);
        float[] offsets = detector.values(parameter("proposal.offsets.bias", 48));
        assertThat(Arrays.copyOf(offsets, 8)).containsExactly(32, 33, 34, 35, 16, 17, 18, 19);
        assertThat(offsets[47])
                .isEqualTo(15); // scale 2, height / width 2: their ratio .5, scale 2, their fourth anchor
    }

    @Test
    void layersAreTurned() {
        PublicDetector detector = ZooDetector.of(small()).orElseThrow();
        assertThat(detector.labels()).isEqualTo(LabelMap.of(List.of("class1", "class2")));
        // [in 2, out 3] to [3, 2]; [1, 2, 1, 2] with 2 outputs last to [2, 1, 1, 2].
        assertThat(detector.values(parameter("head.logits.weight", 3, 2))).containsExactly(0, 3, 1, 4, 2, 5);
        assertThat(detector.values(parameter("head.offsets.bias", 8))).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(detector.values(parameter("backbone.conv1.weight", 2, 1, 1, 2)))
                .containsExactly(0, 2, 1, 3);
        assertThat(detector.values(parameter("head.trunk.layer4.0.conv1.weight", 2, 1, 1, 1)))
                .containsExactly(0, 1);
        assertThat(detector.values(parameter("backbone.layer1.0.conv1.weight", 1)))
                .isNull();
    }

    @Test
    void anotherBackboneIsNamed() {
        Counting other = new Counting()
                .with("FirstStageFeatureExtractor/InceptionV2/Conv2d_1a_7x7/weights", 1)
                .with("SecondStageBoxPredictor/ClassPredictor/biases", 91)
                .with("SecondStageFeatureExtractor/InceptionV2/Mixed_5a/weights", 1);
        assertThatThrownBy(() -> ZooDetector.of(other))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("whose backbone is not known here");
    }

    /** Detectron2's, of one class. */
    private static Counting detectron() {
        Counting weights = new Counting()
                .with("backbone.stem.conv1.weight", 1)
                .with("backbone.stem.conv1.norm.weight", 1)
                .with("backbone.res2.0.shortcut.norm.running_var", 2)
                .with("proposal_generator.rpn_head.conv.weight", 1024, 1, 1, 1)
                .with("proposal_generator.rpn_head.objectness_logits.bias", 15)
                .with("proposal_generator.rpn_head.anchor_deltas.bias", 60)
                .with("roi_heads.box_predictor.cls_score.weight", 2, 2)
                .with("roi_heads.box_predictor.cls_score.bias", 2)
                .with("roi_heads.box_predictor.bbox_pred.bias", 4)
                .with("roi_heads.res5.0.conv1.weight", 3);
        for (int block = 0; block < 6; block++) {
            weights.with("backbone.res4." + block + ".conv1.weight", 1);
        }
        return weights;
    }

    @Test
    void detectronsAnswersAreBroughtIntoOurOrder() {
        PublicDetector detector = DetectronDetector.of(detectron()).orElseThrow();
        var model = ConfigReader.read(detector.settings()).model();
        assertThat(model.backbone()).isEqualTo("resnet50");
        assertThat(model.proposalChannels()).isEqualTo(1024);
        assertThat(model.anchors(0).perCell()).isEqualTo(15);
        // A score z becomes (0, z), whose softmax is the sigmoid of z.
        assertThat(Arrays.copyOf(detector.values(parameter("proposal.objectness.bias", 30)), 6))
                .containsExactly(0, 0, 0, 1, 0, 2);
        // (x, y, w, h) becomes (10 y, 10 x, 5 h, 5 w) in the first stage, (y, x, h, w) in the second.
        assertThat(Arrays.copyOf(detector.values(parameter("proposal.offsets.bias", 60)), 8))
                .containsExactly(10, 0, 15, 10, 50, 40, 35, 30);
        assertThat(detector.values(parameter("head.offsets.bias", 4))).containsExactly(1, 0, 3, 2);
        // Their background is the last.
        assertThat(detector.values(parameter("head.logits.weight", 2, 2))).containsExactly(2, 3, 0, 1);
        assertThat(detector.values(parameter("backbone.bn1.weight", 1))).containsExactly(0);
        assertThat(detector.values(parameter("backbone.layer1.0.downsample.1.running_var", 2)))
                .containsExactly(0, 1);
        assertThat(detector.values(parameter("head.trunk.layer4.0.conv1.weight", 3)))
                .containsExactly(0, 1, 2);
        assertThat(detector.licence()).startsWith("CC-BY-SA");
    }

    @Test
    void detectronsOtherDetectorsAreNamed() {
        Counting pyramid = new Counting().with("proposal_generator.rpn_head.conv.weight", 1);
        assertThatThrownBy(() -> DetectronDetector.of(pyramid))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("not a Faster R-CNN with a ResNet's C4 features");
        assertThat(DetectronDetector.of(small())).isEmpty();
    }
}
