package dev.rebox.auxiliary;

import dev.rebox.box.Box;
import dev.rebox.data.loader.NeighbourLabels;
import dev.rebox.data.loader.Sample;
import dev.rebox.region.FeatureMap;
import dev.rebox.region.RegionClassifier;
import dev.rebox.region.RegionFeatures;
import dev.rebox.region.Regions;
import dev.rebox.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Which other classes are near an object, the nearer the more (paper, section 3.1 and Algorithm 2). */
final class ClosenessTask implements AuxiliaryTask, RegionContext {
    /** The graph covers a multiple of so many regions, so that few different sizes occur. */
    private static final int ROWS = 16;

    private final RegionClassifier classifier;

    ClosenessTask(RegionClassifier classifier) {
        this.classifier = classifier;
    }

    /** Soft cross entropy over the classes 1..K, mean over the positive regions, each with its matched box's label. */
    @Override
    public Tensor loss(TaskInput seen) {
        RegionFeatures regions = seen.regions();
        int rows = Math.min(regions.size(), (seen.positives() + ROWS - 1) / ROWS * ROWS);
        if (rows == 0) {
            return torch.zeros(1).sum().to(seen.features().map().device(), torch.ScalarType.Float);
        }
        Tensor logits = classifier.logits(regions, 0, rows);
        int classes = (int) logits.size(1) - 1;
        float[] labels = new float[rows * classes];
        for (int i = 0; i < seen.positives(); i++) {
            float[] label = seen.samples()
                    .get(regions.regions().images()[i])
                    .labels(NeighbourLabels.class)
                    .rows()[seen.matched()[i]];
            System.arraycopy(label, 1, labels, i * classes, classes);
        }
        return SoftCrossEntropy.of(
                logits.narrow(1, 1, classes),
                Tensors.floats(labels, logits.device(), rows, classes),
                Math.max(1, seen.positives()));
    }

    /** The logits of the annotated boxes that a box of another class is near, beside their labels. */
    @Override
    public Predictions predict(FeatureMap features, List<Sample> samples) {
        List<float[]> boxes = new ArrayList<>();
        List<float[]> labels = new ArrayList<>();
        for (Sample sample : samples) {
            List<Box> ofImage = new ArrayList<>();
            float[][] rows = sample.labels(NeighbourLabels.class).rows();
            for (int i = 0; i < rows.length; i++) {
                float[] label = rows[i];
                boolean unlabelledOrAlone = !sample.annotations().get(i).solid() || label[0] > 0;
                if (!unlabelledOrAlone) {
                    Box box = sample.annotations().get(i).box();
                    ofImage.add(box.clip(sample.image().width(), sample.image().height()));
                    labels.add(label);
                }
            }
            boxes.add(Regions.packed(ofImage));
        }
        if (labels.isEmpty()) {
            return Predictions.NONE;
        }
        float[] logits = Tensors.toFloats(classifier.logits(features.of(Regions.ofImages(boxes))));
        return new Predictions(Predictions.rows(logits, labels.size()), labels.toArray(float[][]::new));
    }

    @Override
    public int vectors() {
        return 1;
    }

    /** c, the mean of the logits over all regions of the same image: [N, K + 1], equal rows within an image. */
    @Override
    public Tensor context(RegionFeatures seen, RegionFeatures all) {
        Regions regions = all.regions();
        try (NoGradGuard noGraph = new NoGradGuard()) {
            Tensor logits = classifier.logits(all);
            int images = all.map().frame().images();
            float[] shares = new float[images * regions.size()];
            int[] counts = new int[images];
            for (int image : regions.images()) {
                counts[image]++;
            }
            for (int i = 0; i < regions.size(); i++) {
                int image = regions.images()[i];
                shares[image * regions.size() + i] = 1f / counts[image];
            }
            Tensor means = Tensors.floats(shares, logits.device(), images, regions.size())
                    .matmul(logits); // [B, N] x [N, K+1]
            return MultiObjectTask.ofImage(means, seen.regions());
        }
    }
}
