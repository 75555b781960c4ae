package dev.rebox.data.loader;

import dev.rebox.data.picture.ResizeRule;

/**
 * How training sees a data set.
 *
 * @param flip whether half of the pictures, chosen anew each epoch, are seen in the mirror
 * @param batch pictures a step
 * @param windows labelled windows a picture, the paper's 64; 0 for none
 * @param threads that decode ahead; they change the speed only
 * @param cacheBytes of resized pictures that may be kept in memory, so that large ones are decoded once; 0 for none
 */
public record LoaderOptions(
        ResizeRule resize,
        boolean flip,
        int batch,
        int windows,
        WindowMode windowMode,
        long seed,
        int threads,
        long cacheBytes) {

    public LoaderOptions {
        if (batch < 1 || windows < 0 || threads < 1 || cacheBytes < 0) {
            throw new IllegalArgumentException(
                    "batch " + batch + ", windows " + windows + ", threads " + threads + ", cache " + cacheBytes);
        }
    }

    /** The published recipe: one picture a step, flipped half of the time, 64 windows that stay; nothing kept. */
    public static LoaderOptions standard(ResizeRule resize, long seed) {
        return new LoaderOptions(resize, true, 1, 64, WindowMode.FIXED, seed, 1, 0);
    }

    public LoaderOptions withBatch(int pictures) {
        return new LoaderOptions(resize, flip, pictures, windows, windowMode, seed, threads, cacheBytes);
    }

    public LoaderOptions withThreads(int count) {
        return new LoaderOptions(resize, flip, batch, windows, windowMode, seed, count, cacheBytes);
    }
}
