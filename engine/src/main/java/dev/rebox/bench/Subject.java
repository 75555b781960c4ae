package dev.rebox.bench;

import dev.rebox.config.Config;
import dev.rebox.config.TrainConfig;
import dev.rebox.data.LabelMap;
import dev.rebox.data.loader.Sample;
import dev.rebox.model.Model;
import dev.rebox.optim.Gradients;
import dev.rebox.optim.Optimizer;
import dev.rebox.optim.Sgd;
import dev.rebox.optim.WeightDecay;
import dev.rebox.tensor.Parameter;
import dev.rebox.tensor.Profile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;

/** A detector under measurement: every step and every prediction is recorded. */
final class Subject implements AutoCloseable {
    private final Model model;
    private final Sample sample;
    private final TrainConfig train;
    private final List<Parameter> trained;
    private final Optimizer optimizer;
    private final List<Profile> steps = new ArrayList<>();
    private final List<Profile> predictions = new ArrayList<>();

    Subject(Config config, Sample sample, int classes) {
        List<String> names =
                IntStream.rangeClosed(1, classes).mapToObj(i -> "class" + i).toList();
        model = Model.create(config, LabelMap.of(names));
        this.sample = sample;
        train = config.train();
        trained = model.detector().parameters().trained();
        optimizer = new Sgd(trained, train.momentum(), WeightDecay.of(train));
    }

    /** Forward, backward, clip, optimiser: what the trainer does in a step. */
    void step() {
        steps.add(Profile.of(() -> {
            try (PointerScope scope = new PointerScope()) {
                var losses = model.detector()
                        .losses(
                                List.of(sample),
                                train.regions(),
                                train.precision(),
                                new SplittableRandom(steps.size()));
                Profile.stage(Profile.BACKWARD, () -> losses.total().backward());
                Profile.stage("clip", () -> Gradients.clip(trained, train.clip()));
                Profile.stage("optimiser", () -> optimizer.step(train.learningRate()));
            } finally {
                Gradients.clear(trained);
            }
        }));
    }

    void predict() {
        predictions.add(Profile.of(() -> model.detector().detect(List.of(sample.image()), train.precision())));
    }

    /** The medians of all but the first ones, in which the engine prepares itself. */
    Cost cost(int warmups, double peakGflops) {
        return new Cost(measured(steps, warmups, peakGflops), measured(predictions, warmups, peakGflops));
    }

    private static Cost.Part measured(List<Profile> all, int warmups, double peakGflops) {
        List<Profile> counted = all.subList(warmups, all.size());
        double seconds = median(counted.stream().mapToDouble(p -> p.seconds().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum()));
        Profile last = counted.get(counted.size() - 1);
        Map<String, Cost.Stage> stages = new LinkedHashMap<>();
        for (String name : last.seconds().keySet()) {
            double time = median(counted.stream().mapToDouble(p -> p.seconds().getOrDefault(name, 0.0)));
            stages.put(name, new Cost.Stage(time, last.multiplyAdds().getOrDefault(name, 0L)));
        }
        return new Cost.Part(seconds, last.work(), 2 * last.work() / seconds / 1e9 / peakGflops, stages);
    }

    private static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    @Override
    public void close() {
        optimizer.close();
        model.close();
    }
}
