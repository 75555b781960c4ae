package dev.rebox.data.loader;

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
 */
public record LoaderOptions(
        ResizeRule resize,
        boolean flip,
        int batch,
        List<LabelMaker> labels,
        WindowMode windowMode,
        long seed,
        int threads,
        long cacheBytes) {

    public LoaderOptions {
        labels = List.copyOf(labels);
        if (batch < 1 || threads < 1 || cacheBytes < 0) {
            throw new IllegalArgumentException("batch " + batch + ", threads " + threads + ", cache " + cacheBytes);
        }
    }

    public LoaderOptions withBatch(int images) {
        return new LoaderOptions(resize, flip, images, labels, windowMode, seed, threads, cacheBytes);
    }
}
