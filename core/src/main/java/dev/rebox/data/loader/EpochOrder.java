package dev.rebox.data.loader;

import dev.rebox.data.Example;
import dev.rebox.recycle.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Which images each step sees: every epoch a new seeded permutation, each image once. In batches of several, images
 * of like aspect ratio go together, since a batch is padded to its widest and highest; for this the permutation is
 * sorted in stretches of {@value #STRETCH} batches, which are then shuffled.
 */
final class EpochOrder {
    private static final int STRETCH = 32;
    private final List<Example> examples;
    private final int batch;
    private final long seed;
    private long epoch = -1;
    private List<List<Example>> batches = List.of();

    EpochOrder(List<Example> examples, int batch, long seed) {
        this.examples = examples;
        this.batch = batch;
        this.seed = seed;
    }

    int stepsPerEpoch() {
        return (examples.size() + batch - 1) / batch;
    }

    long epoch(long step) {
        return step / stepsPerEpoch();
    }

    /** The images of a step, counted from 0 over all epochs. */
    List<Example> batch(long step) {
        if (epoch(step) != epoch) {
            epoch = epoch(step);
            batches = batchesOf(epoch);
        }
        return batches.get((int) (step % stepsPerEpoch()));
    }

    private List<List<Example>> batchesOf(long epoch) {
        SplittableRandom random = new SplittableRandom(Seeds.of(seed, epoch));
        List<Example> order = shuffled(examples, random);
        if (batch == 1) {
            return order.stream().map(List::of).toList();
        }
        List<List<Example>> all = new ArrayList<>();
        List<Example> smaller = null;
        for (List<Example> stretch : chunks(order, STRETCH * batch)) {
            List<Example> sorted = stretch.stream()
                    .sorted(Comparator.comparingDouble(EpochOrder::aspectRatio))
                    .toList();
            for (List<Example> one : chunks(sorted, batch)) {
                if (one.size() == batch) {
                    all.add(one);
                } else {
                    smaller = one;
                }
            }
        }
        all = shuffled(all, random);
        if (smaller != null) {
            all.add(smaller);
        }
        return all;
    }

    private static double aspectRatio(Example example) {
        return example.height() > 0 ? (double) example.width() / example.height() : 1;
    }

    private static <T> List<T> shuffled(List<T> items, SplittableRandom random) {
        List<T> shuffled = new ArrayList<>(items);
        for (int i = shuffled.size() - 1; i > 0; i--) {
            Collections.swap(shuffled, i, random.nextInt(i + 1));
        }
        return shuffled;
    }

    private static <T> List<List<T>> chunks(List<T> items, int size) {
        return IntStream.range(0, (items.size() + size - 1) / size)
                .mapToObj(i -> items.subList(i * size, Math.min(items.size(), (i + 1) * size)))
                .toList();
    }
}
