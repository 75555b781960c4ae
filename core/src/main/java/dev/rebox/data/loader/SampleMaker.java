package dev.rebox.data.loader;

import dev.rebox.data.Example;
import dev.rebox.data.augment.Augmentation;
import dev.rebox.data.augment.Augmenter;
import dev.rebox.data.augment.BoxedImage;
import dev.rebox.recycle.Seeds;
import dev.rebox.recycle.WindowSampler;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes samples. All chance comes from the seed, the image id and the epoch, so that it matters neither which thread
 * makes a sample nor what was made before.
 */
public final class SampleMaker {
    /** Keeps what augmentation draws apart from the flips and windows of the same epoch. */
    private static final long AUGMENTED = 0x5EED;

    private final int classes;
    private final LoaderOptions options;
    private final List<Example> all;
    private final Augmenter augmenter;
    private final ImageCache images;

    /** Makes samples of images as they are, of which none needs another. @param classes K */
    public SampleMaker(int classes, LoaderOptions options) {
        this(classes, options, List.of());
    }

    /**
     * @param classes K
     * @param all the images of the data set, among which a mosaic finds others
     */
    public SampleMaker(int classes, LoaderOptions options, List<Example> all) {
        this.classes = classes;
        this.options = options;
        this.all = all;
        this.augmenter = new Augmenter(options.augmentation(), options.resize());
        this.images = new ImageCache(options.resize(), options.cacheBytes());
    }

    /** An image as training sees it in an epoch. @param epoch from 0 */
    public Sample make(Example example, long epoch) {
        long fixed = WindowSampler.seed(options.seed(), example.id());
        long ofEpoch = WindowSampler.seed(Seeds.of(epoch + 1, options.seed()), example.id());
        boolean flip = options.flip() && new SplittableRandom(ofEpoch).nextBoolean();
        LoadedImage loaded = options.augmentation().none()
                ? images.get(example)
                : augmented(example, new SplittableRandom(Seeds.of(ofEpoch, AUGMENTED)));
        return labelled(loaded, options.windowMode() == WindowMode.FIXED ? fixed : ofEpoch, flip);
    }

    /** An image as it is, with its labels and the windows that stay. @param loaded in the size that the network sees */
    public Sample make(LoadedImage loaded) {
        return labelled(
                loaded, WindowSampler.seed(options.seed(), loaded.example().id()), false);
    }

    /** The labels are recycled from the boxes as they are then, within the image as it is then. */
    private LoadedImage augmented(Example example, SplittableRandom random) {
        Augmentation settings = options.augmentation();
        if (!settings.moves()) {
            LoadedImage loaded = images.get(example);
            return loaded.with(augmenter.recolour(loaded.image(), random));
        }
        Augmenter.View view = augmenter.apply(boxed(example), i -> boxed(all.get(i)), all.size(), random);
        BoxedImage seen = view.seen();
        int width = seen.image().width();
        int height = seen.image().height();
        Example moved = new Example(example.id(), example.image(), width, height, seen.annotations(), example.origin());
        return new LoadedImage(moved, width, height, view.image());
    }

    private static BoxedImage boxed(Example example) {
        return new BoxedImage(LoadedImage.original(example), example.annotations());
    }

    private Sample labelled(LoadedImage loaded, long seed, boolean flip) {
        return Sample.of(new SeenImage(loaded, classes, flip, seed), options.labels());
    }
}
