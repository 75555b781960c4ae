package dev.rebox.auxiliary;

import dev.rebox.box.Box;
import dev.rebox.data.loader.Sample;
import dev.rebox.recycle.BorderLabels;
import dev.rebox.region.FeatureMap;
import dev.rebox.region.RegionClassifier;
import dev.rebox.region.RegionFeatures;
import dev.rebox.region.Regions;
import dev.rebox.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Where the four sides of an object lie relative to a region. It learns from windows that cut objects, and from the positive
 * regions of the main head, which are what the refinement of the boxes asks it about.
 */
final class BordersTask implements AuxiliaryTask, OffsetContext {
    /** Positive regions come in multiples of this, so that few different sizes occur. */
    private static final int ROWS = 16;

    private final RegionClassifier head;

    /** @param head gives SIDES * BINS numbers for a region */
    BordersTask(RegionClassifier head) {
        this.head = head;
    }

    /** Soft cross entropy of the bins, mean over the sides of all windows and positive regions; 0 without any. */
    @Override
    public Tensor loss(TaskInput seen) {
        RegionFeatures regions = seen.regions();
        int rows = Math.min(regions.size(), (seen.positives() + ROWS - 1) / ROWS * ROWS);
        Regions windows = windowsOf(seen.samples());
        double sides = BorderLabels.SIDES * Math.max(1.0, seen.positives() + windows.size());
        Tensor loss = torch.zeros(1).sum().to(seen.features().map().device(), ScalarType.Float);
        if (rows > 0) {
            loss = loss.add(error(head.logits(regions, 0, rows), positiveLabels(seen, rows), sides));
        }
        if (windows.size() > 0) {
            Tensor logits = head.logits(seen.features().of(windows));
            loss = loss.add(error(logits, packed(labelsOf(seen.samples())), sides));
        }
        return loss;
    }

    /** @param labels [N * SIDES * BINS], zeros for rows that do not count */
    private static Tensor error(Tensor logits, float[] labels, double sides) {
        Tensor bins = logits.view(-1, BorderLabels.BINS);
        return SoftCrossEntropy.of(bins, Tensors.floats(labels, logits.device(), bins.shape()), sides);
    }

    /** Those of the objects that the regions stand for, however little of them they show. */
    private static float[] positiveLabels(TaskInput seen, int rows) {
        float[] labels = new float[rows * BorderLabels.NUMBERS];
        Regions regions = seen.regions().regions();
        for (int i = 0; i < seen.positives(); i++) {
            Sample sample = seen.samples().get(regions.images()[i]);
            Box object = sample.annotations().get(seen.matched()[i]).box();
            float[] b = regions.boxes();
            Box region = new Box(b[4 * i], b[4 * i + 1], b[4 * i + 2], b[4 * i + 3]);
            float[] label = BorderLabels.label(
                    region, object.clip(sample.image().width(), sample.image().height()));
            System.arraycopy(label, 0, labels, i * label.length, label.length);
        }
        return labels;
    }

    /** The probabilities of the bins of each random window, beside the window's soft label. */
    @Override
    public Predictions predict(FeatureMap features, List<Sample> samples) {
        Regions windows = windowsOf(samples);
        if (windows.size() == 0) {
            return Predictions.NONE;
        }
        float[] told = Tensors.toFloats(probabilities(head.logits(features.of(windows))));
        return new Predictions(Predictions.rows(told, windows.size()), labelsOf(samples));
    }

    @Override
    public int offsetNumbers() {
        return BorderLabels.NUMBERS;
    }

    /** The probabilities of the bins: the mean of a side is linear in them, so that a layer can find it. */
    @Override
    public Tensor offsetContext(RegionFeatures regions) {
        try (NoGradGuard noGraph = new NoGradGuard()) {
            return probabilities(head.logits(regions));
        }
    }

    /** [N, SIDES * BINS]: a softmax over the bins of each side. */
    private static Tensor probabilities(Tensor logits) {
        return torch.softmax(logits.view(-1, BorderLabels.SIDES, BorderLabels.BINS), 2)
                .view(-1, BorderLabels.NUMBERS);
    }

    private static Regions windowsOf(List<Sample> samples) {
        return Regions.ofImages(samples.stream()
                .map(s -> Regions.packed(s.labels(LabelledBorders.class).windows()))
                .toList());
    }

    private static float[][] labelsOf(List<Sample> samples) {
        return samples.stream()
                .flatMap(s -> Arrays.stream(s.labels(LabelledBorders.class).labels()))
                .toArray(float[][]::new);
    }

    private static float[] packed(float[][] rows) {
        float[] packed = new float[rows.length * BorderLabels.NUMBERS];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, packed, i * BorderLabels.NUMBERS, BorderLabels.NUMBERS);
        }
        return packed;
    }
}
