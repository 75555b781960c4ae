package dev.rebox.data.shard;

import dev.rebox.recycle.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Which images each of several processes sees in a step, so that a process reads few archives at a time. Every epoch the archives are
 * put in a new seeded order, and the images of each {@code mixed} neighbours are shuffled together. Of this row of all images each
 * process takes a part of its own in one piece, all of one length; the few images that are left over are not seen in that epoch.
 *
 * <p>All follows from the seed, the rank and the step: a run can be continued at any step, also with another number of processes, and
 * no two processes see an image in the same epoch. For one process without archives, see {@link dev.rebox.data.loader.Loader}.
 */
public final class ShardOrder {
    private final int[] starts; // [shards + 1]: where each archive's images begin in the data set
    private final int mixed;
    private final long seed;
    private long epoch = -1;
    private int[] row = new int[0];

    /**
     * @param sizes the number of images of each archive; the data set has those of the first archive first, and so on
     * @param mixed archives whose images are shuffled together; more mix better, and are read side by side
     */
    public ShardOrder(List<Integer> sizes, int mixed, long seed) {
        if (sizes.isEmpty() || sizes.stream().anyMatch(size -> size < 1) || mixed < 1) {
            throw new IllegalArgumentException("archives of " + sizes + " images, " + mixed + " mixed");
        }
        starts = new int[sizes.size() + 1];
        for (int i = 0; i < sizes.size(); i++) {
            starts[i + 1] = Math.addExact(starts[i], sizes.get(i));
        }
        this.mixed = mixed;
        this.seed = seed;
    }

    /**
     * Steps of an epoch, the same for all processes.
     *
     * @param world number of processes
     * @param batch images of a process in a step
     */
    public int stepsPerEpoch(int world, int batch) {
        int steps = starts[starts.length - 1] / world / batch;
        if (steps < 1) {
            throw new IllegalArgumentException(
                    starts[starts.length - 1] + " images are too few for " + world + " x " + batch);
        }
        return steps;
    }

    /**
     * The images of a process in a step, as places in the data set.
     *
     * @param rank of the process, 0..world - 1
     * @param world number of processes
     * @param step from 0, over all epochs
     * @param batch images of a process in a step
     */
    public int[] images(int rank, int world, long step, int batch) {
        if (rank < 0 || rank >= world || step < 0) {
            throw new IllegalArgumentException("rank " + rank + " of " + world + ", step " + step);
        }
        int steps = stepsPerEpoch(world, batch);
        if (step / steps != epoch) {
            epoch = step / steps;
            row = row(new SplittableRandom(Seeds.of(seed, epoch)));
        }
        int from = (rank * steps + (int) (step % steps)) * batch;
        return Arrays.copyOfRange(row, from, from + batch);
    }

    /** All images of an epoch. */
    private int[] row(SplittableRandom random) {
        int[] shards = IntStream.range(0, starts.length - 1).toArray();
        shuffle(shards, 0, shards.length, random);
        int[] images = new int[starts[starts.length - 1]];
        int end = 0;
        int groupStart = 0;
        for (int i = 0; i < shards.length; i++) {
            for (int image = starts[shards[i]]; image < starts[shards[i] + 1]; image++) {
                images[end++] = image;
            }
            if ((i + 1) % mixed == 0 || i == shards.length - 1) {
                shuffle(images, groupStart, end, random);
                groupStart = end;
            }
        }
        return images;
    }

    private static void shuffle(int[] values, int from, int to, SplittableRandom random) {
        for (int i = to - 1; i > from; i--) {
            int other = from + random.nextInt(i - from + 1);
            int value = values[i];
            values[i] = values[other];
            values[other] = value;
        }
    }
}
