package dev.rebox.train;

import dev.rebox.config.TrainConfig;
import dev.rebox.data.loader.Sample;
import dev.rebox.detector.Losses;
import dev.rebox.detector.TwoStageDetector;
import dev.rebox.recycle.Seeds;
import dev.rebox.tensor.Parameter;
import dev.rebox.tensor.Replica;
import dev.rebox.tensor.Workers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.jspecify.annotations.Nullable;

/**
 * The losses and gradients of a batch. On a processor each image goes through the network by itself, several side by side
 * ({@link Workers}), and the loss is the mean of theirs; gradients are added in a fixed order, so that the bits do not depend
 * on how many workers there are. On a CUDA device all go through it together.
 */
public final class BatchStep implements AutoCloseable {
    private final TwoStageDetector detector;
    private final TrainConfig train;
    private final List<Parameter> trained;
    private final boolean together;
    private final List<@Nullable Replica> replicas = new ArrayList<>();

    /** @param trained the parameters whose gradients are asked for */
    public BatchStep(TwoStageDetector detector, TrainConfig train, List<Parameter> trained) {
        this.detector = detector;
        this.train = train;
        this.trained = trained;
        together = detector.parameters().device().is_cuda();
        replicas.add(null); // the first image takes the parameters themselves
    }

    /** The gradients of the trained parameters, and the losses by name. @param step from 0 */
    public Map<String, Float> run(List<Sample> samples, long step) {
        long seed = Seeds.of(train.seed(), step);
        if (together || samples.size() == 1) {
            return pass(samples, new SplittableRandom(seed), 1);
        }
        while (replicas.size() < samples.size()) {
            replicas.add(new Replica(trained));
        }
        List<Supplier<Map<String, Float>>> passes = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            Replica replica = replicas.get(i);
            SplittableRandom random = new SplittableRandom(i == 0 ? seed : Seeds.of(seed, i));
            List<Sample> one = samples.subList(i, i + 1);
            Supplier<Map<String, Float>> pass = () -> pass(one, random, samples.size());
            passes.add(replica == null ? pass : () -> replica.within(pass));
        }
        List<Map<String, Float>> losses = Workers.all(passes);
        gather(samples.size());
        return mean(losses);
    }

    private Map<String, Float> pass(List<Sample> samples, SplittableRandom random, int images) {
        try (PointerScope scope = new PointerScope()) {
            Losses losses = detector.losses(samples, train.regions(), train.precision(), random);
            (images == 1 ? losses.total() : losses.total().div(new Scalar((double) images))).backward();
            return losses.values();
        }
    }

    /** A tree: neighbours first, then pairs of pairs. */
    private void gather(int images) {
        for (int distance = 1; distance < images; distance *= 2) {
            for (int i = 0; i + distance < images; i += 2 * distance) {
                Replica from = replicas.get(i + distance);
                if (from != null) {
                    Replica.addGradients(trained, from, replicas.get(i));
                }
            }
        }
    }

    private static Map<String, Float> mean(List<Map<String, Float>> losses) {
        Map<String, Float> mean = new LinkedHashMap<>();
        for (String name : losses.get(0).keySet()) {
            double sum = 0;
            for (Map<String, Float> one : losses) {
                sum += one.getOrDefault(name, Float.NaN);
            }
            mean.put(name, (float) (sum / losses.size()));
        }
        return mean;
    }

    @Override
    public void close() {
        for (Replica replica : replicas) {
            if (replica != null) {
                replica.close();
            }
        }
    }
}
