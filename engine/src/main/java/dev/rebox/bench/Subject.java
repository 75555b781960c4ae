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
import dev.rebox.tensor.Workers;
import dev.rebox.train.BatchStep;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;

/** A detector under measurement: every step and every prediction is recorded. */
final class Subject implements AutoCloseable {
    private final Model model;
    private final Sample sample;
    private final TrainConfig train;
    private final List<Parameter> trained;
    private final Optimizer optimizer;
    private final BatchStep batches;
    private final List<Profile> steps = new ArrayList<>();
    private final List<Profile> predictions = new ArrayList<>();
    private long batchSteps;

    Subject(Config config, Sample sample, int classes) {
        List<String> names =
                IntStream.rangeClosed(1, classes).mapToObj(i -> "class" + i).toList();
        model = Model.create(config, LabelMap.of(names));
        this.sample = sample;
        train = config.train();
        trained = model.detector().parameters().trained();
        optimizer = new Sgd(trained, train.momentum(), WeightDecay.of(train));
        batches = new BatchStep(model.detector(), train, trained);
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

    /** Seconds of a training step of several images. */
    double step(int batch) {
        return seconds(() -> {
            batches.run(Collections.nCopies(batch, sample), batchSteps++);
            Gradients.clip(trained, train.clip());
            optimizer.step(train.learningRate());
            Gradients.clear(trained);
        });
    }

    /** Seconds for several images, each looked at as soon as a worker is free. */
    double detectMany(int images) {
        return seconds(() -> Workers.inOrder(
                Collections.nCopies(images, sample.image()).iterator(),
                image -> model.detector().detect(List.of(image), train.precision()),
                found -> {}));
    }

    /** Seconds for an image that comes alone. */
    double detectOne() {
        return seconds(() -> model.detector().detect(List.of(sample.image()), train.precision()));
    }

    private static double seconds(Runnable work) {
        long began = System.nanoTime();
        try (PointerScope scope = new PointerScope()) {
            work.run();
        }
        return (System.nanoTime() - began) / 1e9;
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
        double seconds = Median.of(counted.stream().mapToDouble(p -> p.seconds().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum()));
        Profile last = counted.get(counted.size() - 1);
        Map<String, Cost.Stage> stages = new LinkedHashMap<>();
        for (String name : last.seconds().keySet()) {
            double time =
                    Median.of(counted.stream().mapToDouble(p -> p.seconds().getOrDefault(name, 0.0)));
            stages.put(name, new Cost.Stage(time, last.multiplyAdds().getOrDefault(name, 0L)));
        }
        return new Cost.Part(seconds, last.work(), 2 * last.work() / seconds / 1e9 / peakGflops, stages);
    }

    @Override
    public void close() {
        batches.close();
        optimizer.close();
        model.close();
    }
}
