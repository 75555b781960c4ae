package dev.rebox.backbone;

import dev.rebox.tensor.Tensors;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * What a network wants its images to look like: value = (pixel - mean) * scale.
 *
 * @param order the order of the channels
 * @param mean three numbers in 0..255, in that order
 * @param scale three factors, in that order
 */
public record Normalization(Order order, List<Double> mean, List<Double> scale) {
    public enum Order {
        RGB,
        BGR
    }

    /** (p - 127.5) / 127.5: TensorFlow's habit, -1..1. */
    public static final Normalization INCEPTION =
            new Normalization(Order.RGB, List.of(127.5, 127.5, 127.5), List.of(1 / 127.5, 1 / 127.5, 1 / 127.5));

    /** ImageNet's mean and deviation: torchvision's habit. */
    public static final Normalization IMAGENET = new Normalization(
            Order.RGB,
            List.of(0.485 * 255, 0.456 * 255, 0.406 * 255),
            List.of(1 / (0.229 * 255), 1 / (0.224 * 255), 1 / (0.225 * 255)));

    public Normalization {
        mean = List.copyOf(mean);
        scale = List.copyOf(scale);
        if (mean.size() != 3 || scale.size() != 3) {
            throw new IllegalArgumentException("three means and three scales are needed: " + mean + " " + scale);
        }
    }

    /**
     * @param pixels uint8 [B, H, W, 3], RGB
     * @return float32 [B, 3, H, W], channels last: the axes are renamed, the numbers stay where they are
     */
    public Tensor apply(Tensor pixels) {
        Tensor ordered = order == Order.BGR ? pixels.flip(3) : pixels;
        return ordered.to(ScalarType.Float)
                .sub_(row(mean, pixels))
                .mul_(row(scale, pixels))
                .permute(0, 3, 1, 2);
    }

    private static Tensor row(List<Double> numbers, Tensor like) {
        float[] row = new float[numbers.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = numbers.get(i).floatValue();
        }
        return Tensors.floats(row, like.device(), row.length);
    }
}
