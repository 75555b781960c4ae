package dev.rebox.train;

import dev.rebox.data.Dataset;
import dev.rebox.data.Datasets;
import dev.rebox.data.OpenOptions;
import dev.rebox.data.check.UsableData;
import dev.rebox.data.subset.Fraction;
import dev.rebox.error.ConfigException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data of a run.
 *
 * @param train made usable, cut to the configured fraction
 * @param validation chooses the best model, if given
 * @param test is measured, if given
 */
record TrainingData(Dataset train, Optional<Dataset> validation, Optional<Dataset> test) {
    private static final Logger LOG = LoggerFactory.getLogger(TrainingData.class);

    static TrainingData open(DataConfig data, long seed) {
        if (data.train() == null) {
            throw new ConfigException("data.train: no training data given. Say data.train=PATH[:SPLIT].");
        }
        OpenOptions options = data.images() == null ? OpenOptions.NONE : OpenOptions.images(Path.of(data.images()));
        UsableData usable = UsableData.open(data.train(), options, data.onError());
        usable.dropped().forEach(problem -> LOG.warn("left out: {}", problem));
        if (!usable.clipped().isEmpty()) {
            LOG.warn(
                    "{} boxes that leave their picture are cut at its border, e.g. {}",
                    usable.clipped().size(),
                    usable.clipped().get(0));
        }
        Dataset train = Fraction.of(usable.dataset(), data.fraction(), seed);
        if (data.difficult() == DataConfig.Difficult.DROP) {
            train = train.withoutDifficult();
        }
        return new TrainingData(
                train,
                Optional.ofNullable(data.validation()).map(spec -> aligned(spec, options, usable.dataset())),
                Optional.ofNullable(data.test()).map(spec -> aligned(spec, options, usable.dataset())));
    }

    /** A set to be measured on, with the classes of training. */
    private static Dataset aligned(String spec, OpenOptions options, Dataset train) {
        return Datasets.open(spec, options).alignedTo(train.labels());
    }
}
