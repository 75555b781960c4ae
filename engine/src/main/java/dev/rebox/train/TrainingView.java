package dev.rebox.train;

import dev.rebox.auxiliary.Tasks;
import dev.rebox.config.Config;
import dev.rebox.config.TrainConfig;
import dev.rebox.data.loader.LoaderOptions;

/** How a training sees its images: what the configuration says of resizing, flips, augmentation, batches and labels. */
public final class TrainingView {
    private TrainingView() {}

    /** @param cacheMegabytes of resized images that may be kept in memory */
    public static LoaderOptions options(Config config, int cacheMegabytes) {
        TrainConfig train = config.train();
        return new LoaderOptions(
                config.data().resize(),
                config.data().flip(),
                train.batch(),
                Tasks.labels(config.model()),
                train.windows(),
                train.seed(),
                train.loaders(),
                (long) cacheMegabytes << 20,
                config.augment().augmentation());
    }
}
