package dev.rebox.data.loader;

import dev.rebox.data.augment.Augmentation;
import dev.rebox.data.image.ResizeRule;
import java.util.List;

/**
 * How training sees a data set.
 *
 * @param flip whether half of the images, chosen anew each epoch, are seen in the mirror
 * @param batch images a step
 * @param labels those that are made for each image
 * @param threads that decode ahead; they change the speed only
 * @param cacheBytes of resized images that may be kept in memory, so that large ones are decoded once; 0 for none
 * @param augmentation what else is done to images, anew each epoch
 */
public record LoaderOptions(
        ResizeRule resize,
        boolean flip,
        int batch,
        List<LabelMaker> labels,
        WindowMode windowMode,
        long seed,
        int threads,
        long cacheBytes,
        Augmentation augmentation) {

    public LoaderOptions {
        labels = List.copyOf(labels);
        if (batch < 1 || threads < 1 || cacheBytes < 0) {
            throw new IllegalArgumentException("batch " + batch + ", threads " + threads + ", cache " + cacheBytes);
        }
    }

    /** Without augmentation, but for flips where asked for. */
    public LoaderOptions(
            ResizeRule resize,
            boolean flip,
            int batch,
            List<LabelMaker> labels,
            WindowMode windowMode,
            long seed,
            int threads,
            long cacheBytes) {
        this(resize, flip, batch, labels, windowMode, seed, threads, cacheBytes, Augmentation.NONE);
    }

    public LoaderOptions withBatch(int images) {
        return new LoaderOptions(resize, flip, images, labels, windowMode, seed, threads, cacheBytes, augmentation);
    }

    /** The same images with other labels. */
    public LoaderOptions withLabels(List<LabelMaker> others) {
        return new LoaderOptions(resize, flip, batch, others, windowMode, seed, threads, cacheBytes, augmentation);
    }

    /** Images as large as augmentation makes them at most, and nothing else done to them. */
    public LoaderOptions largest() {
        ResizeRule enlarged = resize.times(1 + augmentation.scale());
        return new LoaderOptions(enlarged, flip, batch, labels, windowMode, seed, threads, cacheBytes);
    }

    /** Images as they are, but for flips where asked for. */
    public LoaderOptions withoutAugmentation() {
        return new LoaderOptions(resize, flip, batch, labels, windowMode, seed, threads, cacheBytes);
    }
}
