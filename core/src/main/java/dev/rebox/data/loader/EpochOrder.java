package dev.rebox.data.loader;

import dev.rebox.data.Example;
import dev.rebox.recycle.Seeds;
import java.util.ArrayList;
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
    private int[] order = new int[0];
    /** Where in the order each batch begins; the places of an epoch alone are kept, since images may be many. */
    private int[] starts = new int[0];

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
            arrange();
        }
        int start = starts[(int) (step % stepsPerEpoch())];
        return IntStream.range(start, Math.min(order.length, start + batch))
                .mapToObj(place -> examples.get(order[place]))
                .toList();
    }

    private void arrange() {
        SplittableRandom random = new SplittableRandom(Seeds.of(seed, epoch));
        order = shuffled(examples.size(), random);
        if (batch > 1) {
            for (int start = 0; start < order.length; start += STRETCH * batch) {
                sortByAspectRatio(start, Math.min(order.length, start + STRETCH * batch));
            }
        }
        int full = order.length / batch;
        // Batches of one are in order already. Of others the smaller one, if there is one, comes last.
        int[] batches = batch == 1 ? IntStream.range(0, full).toArray() : shuffled(full, random);
        starts = IntStream.concat(IntStream.of(batches), IntStream.range(full, stepsPerEpoch()))
                .map(number -> number * batch)
                .toArray();
    }

    private void sortByAspectRatio(int from, int to) {
        record Seen(int image, double aspectRatio) {}
        List<Seen> stretch = new ArrayList<>(to - from);
        for (int place = from; place < to; place++) {
            stretch.add(new Seen(order[place], aspectRatio(examples.get(order[place]))));
        }
        stretch.sort(Comparator.comparingDouble(Seen::aspectRatio));
        for (int place = from; place < to; place++) {
            order[place] = stretch.get(place - from).image;
        }
    }

    private static double aspectRatio(Example example) {
        return example.height() > 0 ? (double) example.width() / example.height() : 1;
    }

    private static int[] shuffled(int size, SplittableRandom random) {
        int[] shuffled = IntStream.range(0, size).toArray();
        for (int i = size - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int one = shuffled[i];
            shuffled[i] = shuffled[other];
            shuffled[other] = one;
        }
        return shuffled;
    }
}
