package dev.rebox.auxiliary;

import dev.rebox.data.loader.Sample;
import dev.rebox.data.loader.WindowLabels;
import dev.rebox.region.FeatureMap;
import dev.rebox.region.PaddedSize;
import dev.rebox.region.RegionClassifier;
import dev.rebox.region.RegionFeatures;
import dev.rebox.region.Regions;
import dev.rebox.tensor.Tensors;
import dev.rebox.tensor.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Which classes fill a window, and how much of it (paper, section 3.1 and Algorithm 1). */
final class MultiObjectTask implements AuxiliaryTask, RegionContext {
    private final RegionClassifier classifier;
    private final int windows;

    /** @param windows Nr, the windows from a region to the whole image that the refinement sees */
    MultiObjectTask(RegionClassifier classifier, int windows) {
        this.classifier = classifier;
        this.windows = windows;
    }

    /** Soft cross entropy, mean over the random windows of all images. */
    @Override
    public Tensor loss(TaskInput seen) {
        Regions regions = windowsOf(seen.samples());
        Tensor logits = classifier.logits(seen.features().of(regions));
        return SoftCrossEntropy.of(logits, labels(seen.samples(), logits), regions.size());
    }

    /** The probabilities of the classes in each random window, the background first, beside the window's soft label. */
    @Override
    public Predictions predict(FeatureMap features, List<Sample> samples) {
        Regions regions = windowsOf(samples);
        float[] probabilities = Tensors.toFloats(torch.softmax(classifier.logits(features.of(regions)), 1));
        float[][] labels = samples.stream()
                .flatMap(s -> Arrays.stream(s.labels(WindowLabels.class).labels()))
                .toArray(float[][]::new);
        return new Predictions(Predictions.rows(probabilities, regions.size()), labels);
    }

    private static Regions windowsOf(List<Sample> samples) {
        return Regions.ofImages(samples.stream()
                .map(s -> Regions.packed(s.labels(WindowLabels.class).windows()))
                .toList());
    }

    private static Tensor labels(List<Sample> samples, Tensor logits) {
        int classes = (int) logits.size(1);
        float[] labels = new float[(int) logits.numel()];
        int at = 0;
        for (Sample sample : samples) {
            for (float[] label : sample.labels(WindowLabels.class).labels()) {
                System.arraycopy(label, 0, labels, at, classes);
                at += classes;
            }
        }
        return Tensors.floats(labels, logits.device(), logits.shape());
    }

    @Override
    public int vectors() {
        return windows;
    }

    /**
     * The logits of the windows r = 0 .. Nr-1 around each region: [N, Nr * (K + 1)]. The first window is the region, whose
     * crop the main head has already; the last is the whole image, looked at once. Nobody else looks at the windows
     * between: what is seen of them is given back as soon as their logits are there.
     */
    @Override
    public Tensor context(RegionFeatures seen, RegionFeatures all) {
        FeatureMap features = seen.map();
        Regions regions = seen.regions();
        try (NoGradGuard noGraph = new NoGradGuard()) {
            TensorVector vectors = new TensorVector();
            vectors.push_back(
                    classifier.logits(seen)); // what is computed of the whole map is there now, for all workers
            List<Supplier<Tensor>> between = new ArrayList<>();
            for (int r = 1; r < windows - 1; r++) { // one by one: fewer crops at a time stay in the caches
                Regions grown = regions.grown((double) r / (windows - 1), features.frame());
                between.add(() -> classifier.logits(features.of(grown)));
            }
            Workers.tensors(between).forEach(vectors::push_back);
            if (windows > 1) {
                Tensor whole = classifier.logits(features.of(Regions.wholeImages(features.frame())));
                vectors.push_back(ofImage(whole, regions));
            }
            return torch.cat(vectors, 1);
        }
    }

    @Override
    public List<Regions> seenBy(Regions regions, PaddedSize frame) {
        return IntStream.range(0, windows)
                .mapToObj(r -> r == 0 ? regions : regions.grown((double) r / (windows - 1), frame))
                .toList();
    }

    /** Rows of a per-image tensor [B, C], one for each region: [N, C]. */
    static Tensor ofImage(Tensor perImage, Regions regions) {
        return perImage.index_select(0, Tensors.ints(regions.images(), perImage.device(), regions.size()));
    }
}
