package dev.rebox.backbone;

import dev.rebox.data.image.RgbImage;
import dev.rebox.tensor.Engine;
import dev.rebox.tensor.Parameters;
import dev.rebox.tensor.Tensors;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Shows what a weights file makes of an image, the quickest way to see whether file and conventions belong together:
 * shorter side to 256 pixels, the middle 224 x 224, through the network as it was trained to classify.
 *
 * @param top5 the most probable classes, best first
 */
public record Probe(List<Guess> top5, Statistics features, Statistics tail) {
    private static final int SHORTER_SIDE = 256;
    private static final int CROP = 224;
    private static final int SHOWN = 5;

    /** A class index of the weights' training set and its probability, 0..1. */
    public record Guess(int index, float probability) {}

    /** Shape, mean and standard deviation of a map. */
    public record Statistics(List<Long> shape, double mean, double std) {
        static Statistics of(Tensor map) {
            return new Statistics(
                    Arrays.stream(map.shape()).boxed().toList(),
                    map.mean().item_double(),
                    map.std().item_double());
        }
    }

    /**
     * Runs the image through the backbone with these weights.
     *
     * @param width factor on the channels, see {@link Backbones#create}
     */
    public static Probe of(Path weights, String backbone, double width, RgbImage image, String device) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGraph = new NoGradGuard();
                PretrainedWeights file = PretrainedWeights.open(weights, backbone, width);
                Parameters parameters = new Parameters(Engine.device(device), 0)) {
            Classifier classifier = file.classifier(parameters);
            Tensor pixels = middle(image, parameters.device());
            Classifier.Outputs outputs =
                    classifier.forward(file.conventions().normalization().apply(pixels));
            float[] probabilities = Tensors.toFloats(torch.softmax(outputs.logits(), 1));
            List<Guess> top = IntStream.range(0, probabilities.length)
                    .mapToObj(index -> new Guess(index, probabilities[index]))
                    .sorted((a, b) -> Float.compare(b.probability, a.probability))
                    .limit(SHOWN)
                    .toList();
            return new Probe(top, Statistics.of(outputs.features()), Statistics.of(outputs.tail()));
        }
    }

    /** uint8 [1, 224, 224, 3]. */
    private static Tensor middle(RgbImage image, Device device) {
        double scale = (double) SHORTER_SIDE / Math.min(image.width(), image.height());
        int width = (int) Math.round(image.width() * scale);
        int height = (int) Math.round(image.height() * scale);
        byte[] rgb = image.resize(width, height).rgb();
        return Tensors.bytes(rgb, device, 1, height, width, 3)
                .narrow(1, (height - CROP) / 2, CROP)
                .narrow(2, (width - CROP) / 2, CROP);
    }
}
