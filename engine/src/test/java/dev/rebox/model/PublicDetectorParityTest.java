package dev.rebox.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebox.backbone.Backbone;
import dev.rebox.backbone.Backbones;
import dev.rebox.backbone.Formula;
import dev.rebox.config.Config;
import dev.rebox.config.ConfigReader;
import dev.rebox.data.LabelMap;
import dev.rebox.detector.head.FasterRcnnHead;
import dev.rebox.detector.head.RegionHead;
import dev.rebox.detector.proposal.AnchorGrid;
import dev.rebox.detector.proposal.RegionProposalNetwork;
import dev.rebox.region.CellAlignment;
import dev.rebox.region.CropRule;
import dev.rebox.region.FeatureMap;
import dev.rebox.region.PaddedSize;
import dev.rebox.region.Regions;
import dev.rebox.tensor.Engine;
import dev.rebox.tensor.Parameters;
import dev.rebox.tensor.Tensors;
import dev.rebox.tensor.weights.WeightsFile;
import dev.rebox.tensor.weights.stored.Weights;
import dev.rebox.tensor.weights.tensorflow.TensorflowFiles;
import dev.rebox.tensor.weights.tensorflow.TensorflowFiles.Floats;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Faster R-CNN ResNet-50 out of a frozen graph of TensorFlow's zoo gives the numbers that its graph gives, as
 * {@code src/test/golden/zoo.py} computes it without TensorFlow and without this library.
 */
class PublicDetectorParityTest {
    @TempDir
    Path folder;

    private static float[] values(String name, long[] shape) {
        int count = 1;
        for (long side : shape) {
            count *= (int) side;
        }
        float[] values = Formula.numbers(name, count);
        float factor = .5f;
        float offset = 0;
        if (shape.length > 1) {
            factor = (float) Math.sqrt(3.0 * shape[shape.length - 1] / count);
        } else if (name.endsWith("moving_variance")) {
            factor = .45f;
            offset = .55f;
        } else if (name.endsWith("gamma")) {
            factor = .25f;
            offset = name.contains("conv3") ? .25f : 1;
        }
        float scale = name.contains("_50/conv1/BatchNorm/gamma") ? .015625f : name.equals("Conv/weights") ? .0625f : 1;
        for (int i = 0; i < values.length; i++) {
            values[i] = (values[i] * factor + offset) * scale;
        }
        return values;
    }

    private static Map<String, Floats> variables(JsonNode golden) {
        Map<String, Floats> variables = new LinkedHashMap<>();
        golden.get("variables").properties().forEach(variable -> {
            List<Long> sides = new ArrayList<>();
            variable.getValue().forEach(side -> sides.add(side.asLong()));
            long[] shape = sides.stream().mapToLong(Long::longValue).toArray();
            variables.put(variable.getKey(), new Floats(values(variable.getKey(), shape), shape));
        });
        return variables;
    }

    /** The image less the means of its channels: [1, 3, 64, 64], channels last. */
    private static Tensor image() {
        float[] numbers = Formula.numbers("image", 64 * 64 * 3); // row by row, red, green and blue of each pixel
        float[] means = {123.68f, 116.78f, 103.94f};
        float[] planes = new float[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            planes[i % 3 * 64 * 64 + i / 3] = (float) Math.floor((numbers[i] + 1.0) * 128) - means[i % 3];
        }
        return Tensors.floats(planes, Engine.device("cpu"), 1, 3, 64, 64).contiguous(torch.MemoryFormat.ChannelsLast);
    }

    @Test
    void theNumbersAreThoseOfTheGraph() throws IOException {
        JsonNode golden = new ObjectMapper().readTree(PublicDetectorParityTest.class.getResource("zoo.json"));
        Path graph = TensorflowFiles.graph(folder.resolve("frozen_inference_graph.pb"), variables(golden));
        try (Weights weights = WeightsFile.open(graph);
                Parameters parameters = new Parameters(Engine.device("cpu"), 1);
                NoGradGuard noGraph = new NoGradGuard();
                PointerScope scope = new PointerScope()) {
            PublicDetector detector = ZooDetector.of(weights).orElseThrow();
            Config config = ConfigReader.read(detector.settings());
            Backbone backbone = Backbones.create("resnet50", 1, detector.conventions(), parameters.under("backbone"));
            AnchorGrid grid = new AnchorGrid(config.model().anchors(0));
            RegionProposalNetwork proposals = new RegionProposalNetwork(
                    parameters.under("proposal"),
                    backbone.featureChannels(),
                    config.model().proposalChannels(),
                    grid);
            LabelMap labels = detector.labels();
            FasterRcnnHead head = new FasterRcnnHead(parameters.under("head"), backbone, labels.size(), true);
            parameters.all().forEach(p -> {
                try (PointerScope one = new PointerScope()) {
                    p.set(Tensors.floats(detector.values(p), Engine.device("cpu"), p.shape()));
                }
            });

            Tensor map = backbone.features(image());
            PaddedSize frame = PaddedSize.around(new int[] {64}, new int[] {64});
            FeatureMap features = new FeatureMap(map, frame, new CropRule(14, true, CellAlignment.CORNERS));
            assertThat(detector.conventions().normalization().mean()).containsExactly(123.68, 116.78, 103.94);
            float[] cell = new float[64];
            float[] all = Tensors.toFloats(map); // [1, 1024, 4, 4], of which row 1, column 2
            for (int i = 0; i < 64; i++) {
                cell[i] = all[16 * i * 16 + 6];
            }
            near(cell, golden.get("features"), "features");

            RegionProposalNetwork.Output first = proposals.forward(features);
            float[] objectness = Tensors.toFloats(first.objectness());
            float[] offsets = Tensors.toFloats(first.offsets());
            float[] scores = new float[24];
            float[] moves = new float[48];
            for (int anchor = 0; anchor < 12; anchor++) { // ours; theirs lie ratio by ratio
                float width = first.anchors()[4 * (72 + anchor) + 2] - first.anchors()[4 * (72 + anchor)];
                float height = first.anchors()[4 * (72 + anchor) + 3] - first.anchors()[4 * (72 + anchor) + 1];
                int theirs = place(width, height);
                System.arraycopy(objectness, 2 * (72 + anchor), scores, 2 * theirs, 2);
                System.arraycopy(offsets, 4 * (72 + anchor), moves, 4 * theirs, 4);
            }
            near(scores, golden.get("objectness"), "objectness");
            near(moves, golden.get("offsets"), "offsets");

            RegionHead.Output second =
                    head.forward(features.of(Regions.ofImages(List.of(new float[] {16, 8, 48, 56}))));
            float[] logits = new float[81];
            float[] boxes = new float[40];
            JsonNode theirs = golden.get("logits");
            float[] expected = new float[81];
            for (int label = 0; label <= 80; label++) {
                expected[label] = (float)
                        theirs.get(label == 0 ? 0 : (int) labels.id(label)).asDouble();
            }
            System.arraycopy(Tensors.toFloats(second.logits()), 0, logits, 0, 81);
            near(logits, expected, "logits");
            System.arraycopy(Tensors.toFloats(second.offsets()), 0, boxes, 0, 40); // ids 1 to 10 are classes 1 to 10
            near(boxes, golden.get("boxes"), "boxes");
        }
    }

    /** Of TensorFlow's order: ratios (width over height) .5, 1, 2, and in each the scales .25, .5, 1, 2 of 256. */
    private static int place(float width, float height) {
        long scale = Math.round(Math.log(Math.sqrt(width * height) / 64) / Math.log(2));
        long ratio = Math.round(Math.log(width / height) / Math.log(2)) + 1;
        return (int) (4 * ratio + scale);
    }

    private static void near(float[] found, JsonNode expected, String what) {
        float[] values = new float[expected.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) expected.get(i).asDouble();
        }
        near(found, values, what);
    }

    private static void near(float[] found, float[] expected, String what) {
        assertThat(found).as(what).hasSameSizeAs(expected);
        double largest = 0;
        double size = 0;
        for (int i = 0; i < found.length; i++) {
            largest = Math.max(largest, Math.abs(found[i] - expected[i]));
            size = Math.max(size, Math.abs(expected[i]));
        }
        assertThat(largest / size)
                .as(what + " of " + Arrays.toString(Arrays.copyOf(found, 6)))
                .isLessThan(2e-4);
    }
}
