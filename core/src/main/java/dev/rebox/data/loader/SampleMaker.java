package dev.rebox.data.loader;

import dev.rebox.data.Example;
import dev.rebox.recycle.Seeds;
import dev.rebox.recycle.WindowSampler;
import java.util.SplittableRandom;

/**
 * Makes samples. All chance comes from the seed, the image id and the epoch, so that it matters neither which thread
 * makes a sample nor what was made before.
 */
public final class SampleMaker {
    private final int classes;
    private final LoaderOptions options;
    private final ImageCache images;

    /** @param classes K */
    public SampleMaker(int classes, LoaderOptions options) {
        this.classes = classes;
        this.options = options;
        this.images = new ImageCache(options.resize(), options.cacheBytes());
    }

    Sample make(Example example, long epoch) {
        LoadedImage loaded = images.get(example);
        long fixed = WindowSampler.seed(options.seed(), example.id());
        long ofEpoch = WindowSampler.seed(Seeds.of(epoch + 1, options.seed()), example.id());
        boolean flip = options.flip() && new SplittableRandom(ofEpoch).nextBoolean();
        return labelled(loaded, options.windowMode() == WindowMode.FIXED ? fixed : ofEpoch, flip);
    }

    /** An image as it is, with its labels and the windows that stay. @param loaded in the size that the network sees */
    public Sample make(LoadedImage loaded) {
        return labelled(
                loaded, WindowSampler.seed(options.seed(), loaded.example().id()), false);
    }

    private Sample labelled(LoadedImage loaded, long seed, boolean flip) {
        return Sample.of(new SeenImage(loaded, classes, flip, seed), options.labels());
    }
}
