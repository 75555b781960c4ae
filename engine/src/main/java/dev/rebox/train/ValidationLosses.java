package dev.rebox.train;

import dev.rebox.config.TrainConfig;
import dev.rebox.data.Dataset;
import dev.rebox.data.check.OnError;
import dev.rebox.data.check.UsableData;
import dev.rebox.data.loader.Batch;
import dev.rebox.data.loader.Loader;
import dev.rebox.data.loader.LoaderOptions;
import dev.rebox.model.Model;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;

/**
 * The losses of training, those of the auxiliary tasks too, on a few images that are not trained on: always the same
 * images, unflipped, with the same chance, so that values of different steps compare.
 */
final class ValidationLosses {
    private static final int BATCHES = 8;

    private final Dataset data;
    private final LoaderOptions options;
    private final TrainConfig train;

    /** @param options those of training */
    ValidationLosses(Dataset validation, LoaderOptions options, TrainConfig train) {
        data = UsableData.of(validation, OnError.DROP).dataset();
        this.options = new LoaderOptions(
                options.resize(), false, options.batch(), options.labels(), options.windowMode(), options.seed(), 1, 0);
        this.train = train;
    }

    /** Means over the batches, by name, weighted as in training. */
    Map<String, Double> of(Model model) {
        Map<String, Double> means = new LinkedHashMap<>();
        int batches = Math.min(BATCHES, (data.examples().size() + options.batch() - 1) / options.batch());
        try (NoGradGuard noGraph = new NoGradGuard();
                Loader loader = new Loader(data, options, 0, batches)) {
            while (loader.hasNext()) {
                Batch batch = loader.next();
                try (PointerScope scope = new PointerScope()) {
                    SplittableRandom random = new SplittableRandom(batch.step());
                    model.detector()
                            .losses(batch.samples(), train.regions(), train.precision(), random)
                            .values()
                            .forEach((name, value) -> means.merge(name, (double) value / batches, Double::sum));
                }
            }
        }
        return means;
    }
}
