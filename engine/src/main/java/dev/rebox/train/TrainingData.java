package dev.rebox.train;

import dev.rebox.config.Config;
import dev.rebox.config.DataConfig;
import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.data.Datasets;
import dev.rebox.data.OpenOptions;
import dev.rebox.data.Problem;
import dev.rebox.data.check.AnchorReach;
import dev.rebox.data.check.Check;
import dev.rebox.data.check.UsableData;
import dev.rebox.data.subset.Fraction;
import dev.rebox.data.subset.Share;
import dev.rebox.error.ConfigException;
import dev.rebox.error.DataException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
    /** Images that cannot be measured on. */
    private static final Set<Problem.Kind> UNUSABLE =
            Set.of(Problem.Kind.MISSING_IMAGE, Problem.Kind.CORRUPT_IMAGE, Problem.Kind.SIZE_MISMATCH);

    private static final Logger LOG = LoggerFactory.getLogger(TrainingData.class);

    /** @throws DataException if there is nothing to learn from, or faults are not to be left out */
    static TrainingData open(Config config) {
        DataConfig data = config.data();
        if (data.train() == null) {
            throw new ConfigException("data.train: no training data given. Say data.train=PATH[:SPLIT].");
        }
        OpenOptions places = data.images() == null ? OpenOptions.NONE : OpenOptions.images(Path.of(data.images()));
        OpenOptions options = places.withMasks(data.masks());
        UsableData usable = UsableData.open(data.train(), options, data.onError());
        tell(usable, config.reach());
        if (data.masks()) {
            tellMasks(usable.dataset());
        }
        if (!usable.clipped().isEmpty()) {
            LOG.warn(
                    "Boxes that leave their image are cut at its border ({} in all), e.g. {}",
                    usable.clipped().size(),
                    usable.clipped().get(0));
        }
        Dataset part =
                Fraction.of(usable.dataset(), data.fraction(), config.train().seed());
        Dataset train = data.difficult() == DataConfig.Difficult.DROP ? part.withoutDifficult() : part;
        return whole(config, options, train).parted(config);
    }

    private static TrainingData whole(Config config, OpenOptions options, Dataset train) {
        DataConfig data = config.data();
        return new TrainingData(
                train,
                Optional.ofNullable(data.validation()).map(spec -> measured("data.validation", spec, options, train)),
                Optional.ofNullable(data.test()).map(spec -> measured("data.test", spec, options, train)));
    }

    /** With a part of the images set aside to choose the best model by, if the configuration asks for one. */
    TrainingData parted(Config config) {
        double share = config.data().validationShare();
        if (share == 0 || validation.isPresent()) {
            return this;
        }
        Dataset chosenBy = new Share(100 * share, false).of(train);
        LOG.info(
                "data.validationShare: {} of {} images choose the best model.",
                chosenBy.examples().size(),
                train.examples().size());
        return new TrainingData(new Share(100 * share, true).of(train), Optional.of(chosenBy), test);
    }

    /** What is left out, and what cannot teach, in the first lines of a training. */
    private static void tell(UsableData usable, AnchorReach reach) {
        usable.dropped().forEach(problem -> LOG.warn("left out: {}", problem));
        if (!usable.dropped().isEmpty()) {
            Map<Problem.Kind, Long> kinds = usable.dropped().stream()
                    .collect(Collectors.groupingBy(Problem::kind, TreeMap::new, Collectors.counting()));
            LOG.warn("Left out because of faults: {} ({})", usable.dropped().size(), kinds);
        }
        if (usable.tiny() > 0) {
            LOG.warn("Left out because they have less than a pixel at a side: {} boxes", usable.tiny());
        }
        long crowds = usable.dataset().examples().stream()
                .flatMap(e -> e.annotations().stream())
                .filter(Annotation::crowd)
                .count();
        if (crowds > 0) {
            LOG.warn(
                    "{} of {} boxes are marked iscrowd: they are not trained on",
                    crowds,
                    usable.dataset().boxes());
        }
        Check.teachable(usable.dataset(), reach).forEach(problem -> LOG.warn("{}", problem));
    }

    /** Without a mask the setting changes nothing, which must not go unseen. */
    private static void tellMasks(Dataset data) {
        long masks = data.examples().stream()
                .flatMap(e -> e.annotations().stream())
                .filter(a -> a.segmentation() != null)
                .count();
        if (masks == 0) {
            LOG.warn("data.masks: no object in {} has a mask: labels come from the boxes", data.name());
        } else {
            LOG.info("data.masks: {} of {} objects have a mask", masks, data.boxes());
        }
    }

    /** A set to be measured on, with the classes of training. An image that is not there is told now, not hours later. */
    private static Dataset measured(String key, String spec, OpenOptions options, Dataset train) {
        Dataset data = Datasets.open(spec, options).alignedTo(train.labels());
        for (Problem problem : Check.cheap(data)) {
            if (problem.isError() && UNUSABLE.contains(problem.kind())) {
                throw new DataException(key + ": " + problem + " ('./rebox check " + spec + "' lists all)");
            }
        }
        List<Problem> seen = Check.overlap(train, data);
        if (!seen.isEmpty()) {
            LOG.warn(
                    "{}: {} of its {} images are trained on, so that what is measured there is too good, e.g. {}",
                    key,
                    seen.size(),
                    data.examples().size(),
                    seen.get(0));
        }
        return data;
    }
}
