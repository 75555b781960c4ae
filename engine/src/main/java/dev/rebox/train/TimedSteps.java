package dev.rebox.train;

import dev.rebox.config.Config;
import dev.rebox.config.TrainConfig;
import dev.rebox.data.Dataset;
import dev.rebox.data.loader.Batch;
import dev.rebox.data.loader.Loader;
import dev.rebox.data.loader.LoaderOptions;
import dev.rebox.model.Model;
import dev.rebox.optim.Gradients;
import dev.rebox.optim.Optimizer;
import dev.rebox.tensor.Parameter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;

/** Training steps of a configuration, done to find out how long they take, and thrown away. */
final class TimedSteps {
    /** The engine prepares itself in the first. */
    private static final int WARMUPS = 1;

    private static final int FEWEST = 2;
    private static final int MOST = 6;

    private TimedSteps() {}

    /**
     * The median time of a step in seconds, images read included.
     *
     * @param limit seconds after which no further step is begun, once two were measured
     */
    static double median(Config config, Dataset data, double limit) {
        TrainConfig train = config.train();
        LoaderOptions options = TrainingView.options(config, 0);
        long began = System.nanoTime();
        List<Double> seconds = new ArrayList<>();
        try (Model model = Model.create(config, data.labels());
                Optimizer optimizer =
                        Optimizer.of(train, model.detector().parameters().trained());
                BatchStep step = new BatchStep(
                        model.detector(), train, model.detector().parameters().trained());
                Loader loader = new Loader(data, options, 0, WARMUPS + MOST)) {
            List<Parameter> trained = model.detector().parameters().trained();
            while (loader.hasNext() && (seconds.size() < WARMUPS + FEWEST || since(began) < limit)) {
                long start = System.nanoTime();
                Batch batch = loader.next();
                try (PointerScope scope = new PointerScope()) {
                    step.run(batch.samples(), batch.step());
                    Gradients.clip(trained, train.clip());
                    optimizer.step(0);
                } finally {
                    Gradients.clear(trained);
                }
                seconds.add(since(start));
            }
        }
        List<Double> counted = new ArrayList<>(seconds.subList(Math.min(WARMUPS, seconds.size() - 1), seconds.size()));
        Collections.sort(counted);
        return counted.get(counted.size() / 2);
    }

    private static double since(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }
}
