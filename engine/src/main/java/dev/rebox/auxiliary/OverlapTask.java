package dev.rebox.auxiliary;

import dev.rebox.data.loader.Sample;
import dev.rebox.recycle.BorderLabels;
import dev.rebox.recycle.OverlapLabels;
import dev.rebox.region.FeatureMap;
import dev.rebox.region.RegionClassifier;
import dev.rebox.region.RegionFeatures;
import dev.rebox.region.Regions;
import dev.rebox.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** How well a random window shows an object, and where that object's sides lie. */
final class OverlapTask implements AuxiliaryTask, OffsetContext {
    private static final int SIDE_NUMBERS = BorderLabels.NUMBERS;

    private final RegionClassifier head;

    /** @param head gives the NUMBERS of {@link OverlapLabels} for a region */
    OverlapTask(RegionClassifier head) {
        this.head = head;
    }

    /**
     * Soft cross entropy of the IoU's bins, mean over the windows of all images, and of the sides' bins, mean over the sides
     * of the windows that show an object.
     */
    @Override
    public Tensor loss(TaskInput seen) {
        Regions windows = windowsOf(seen.samples());
        Tensor logits = head.logits(seen.features().of(windows));
        float[][] rows = labelsOf(seen.samples());
        float[] labels = new float[rows.length * OverlapLabels.NUMBERS];
        int shown = 0;
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, labels, i * rows[i].length, rows[i].length);
            boolean any = false;
            for (int n = OverlapLabels.BINS; n < rows[i].length; n++) {
                any |= rows[i][n] > 0;
            }
            shown += any ? 1 : 0;
        }
        Tensor wanted = Tensors.floats(labels, logits.device(), logits.shape());
        Tensor iou = SoftCrossEntropy.of(iou(logits), iou(wanted), rows.length);
        return iou.add(SoftCrossEntropy.of(sides(logits), sides(wanted), BorderLabels.SIDES * Math.max(1.0, shown)));
    }

    /** [N, BINS] */
    private static Tensor iou(Tensor numbers) {
        return numbers.narrow(1, 0, OverlapLabels.BINS);
    }

    /** [N * SIDES, bins of a side] */
    private static Tensor sides(Tensor numbers) {
        return numbers.narrow(1, OverlapLabels.BINS, SIDE_NUMBERS).reshape(-1, BorderLabels.BINS);
    }

    /** The probabilities of the bins of each random window, beside the window's soft label. */
    @Override
    public Predictions predict(FeatureMap features, List<Sample> samples) {
        Regions windows = windowsOf(samples);
        float[] told = Tensors.toFloats(probabilities(head.logits(features.of(windows))));
        return new Predictions(Predictions.rows(told, windows.size()), labelsOf(samples));
    }

    @Override
    public int offsetNumbers() {
        return OverlapLabels.NUMBERS;
    }

    /** The probabilities of the bins: the means of the sides are linear in them, so that a layer can find them. */
    @Override
    public Tensor offsetContext(RegionFeatures regions) {
        try (NoGradGuard noGraph = new NoGradGuard()) {
            return probabilities(head.logits(regions));
        }
    }

    /** [N, NUMBERS]: a softmax over the bins of the IoU, and one over those of each side. */
    private static Tensor probabilities(Tensor logits) {
        Tensor sides = torch.softmax(sides(logits), 1).view(-1, SIDE_NUMBERS);
        return torch.cat(new TensorVector(torch.softmax(iou(logits), 1), sides), 1);
    }

    private static Regions windowsOf(List<Sample> samples) {
        return Regions.ofImages(samples.stream()
                .map(s -> Regions.packed(s.labels(LabelledOverlaps.class).windows()))
                .toList());
    }

    private static float[][] labelsOf(List<Sample> samples) {
        return samples.stream()
                .flatMap(s -> Arrays.stream(s.labels(LabelledOverlaps.class).labels()))
                .toArray(float[][]::new);
    }
}
