package dev.rebox.serve.watch;

import dev.rebox.config.Config;
import dev.rebox.config.DataConfig;
import dev.rebox.data.Dataset;
import dev.rebox.data.Datasets;
import dev.rebox.data.Example;
import dev.rebox.data.OpenOptions;
import dev.rebox.data.subset.Share;
import dev.rebox.error.DataException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Which images of a run are shown. */
final class ExampleImages {
    private static final int MOST = 6;

    private ExampleImages() {}

    /**
     * A few images, evenly over the set that the run is measured on: the one for validation, else for testing, else for training.
     *
     * @throws DataException where it cannot be read; its address counts from the folder in which the training was started
     */
    static Dataset of(Config config) {
        Dataset all = measured(config.data());
        int count = Math.min(MOST, all.examples().size());
        List<Example> chosen = IntStream.range(0, count)
                .mapToObj(i -> all.examples().get(i * all.examples().size() / count))
                .toList();
        return all.withExamples(chosen);
    }

    private static Dataset measured(DataConfig data) {
        OpenOptions options = data.images() == null ? OpenOptions.NONE : OpenOptions.images(Path.of(data.images()));
        for (String set : new String[] {data.validation(), data.test()}) {
            if (set != null) {
                return Datasets.open(set, options);
            }
        }
        if (data.train() == null) {
            throw new DataException("the run names no data set");
        }
        Dataset train = Datasets.open(data.train(), options);
        return data.validationShare() > 0 ? new Share(100 * data.validationShare(), false).of(train) : train;
    }
}
