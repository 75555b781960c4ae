package dev.rebox.data.loader;

import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.error.DataException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.LongStream;

/**
 * The batches of a training run, prepared ahead. The same data set, options and seed give the same batches in every
 * run, and a loader that begins at step n gives what one that began at 0 gives from there on.
 */
public final class Loader implements Iterator<Batch>, AutoCloseable {
    private final EpochOrder order;
    private final Prefetch<Sample> samples;
    private final long end;
    private long step;

    /**
     * @param first the first step, counted from 0
     * @param steps how many steps follow
     * @throws DataException for a data set without images
     */
    public Loader(Dataset data, LoaderOptions options, long first, long steps) {
        if (data.examples().isEmpty()) {
            throw new DataException(data.name() + " has no images");
        }
        SampleMaker maker = new SampleMaker(data.labels().size(), options, data.examples());
        order = new EpochOrder(data.examples(), options.batch(), options.seed());
        step = first;
        end = first + steps;
        // A second order, since this one walks ahead of the steps that are handed over.
        EpochOrder upcoming = new EpochOrder(data.examples(), options.batch(), options.seed());
        Iterator<Prefetch.Work<Sample>> work = LongStream.range(first, end)
                .boxed()
                .flatMap(s -> upcoming.batch(s).stream().map(example -> work(maker, example, upcoming.epoch(s))))
                .iterator();
        samples = new Prefetch<>(work, options.threads(), 2 * Math.max(options.threads(), options.batch()));
    }

    private static Prefetch.Work<Sample> work(SampleMaker maker, Example example, long epoch) {
        return new Prefetch.Work<>(example, () -> maker.make(example, epoch));
    }

    /** Steps in which every image is seen once. */
    public int stepsPerEpoch() {
        return order.stepsPerEpoch();
    }

    @Override
    public boolean hasNext() {
        return step < end && samples.hasNext();
    }

    /** @throws DataException naming the image that could not be loaded */
    @Override
    public Batch next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        int count = order.batch(step).size();
        List<Sample> batch = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            batch.add(samples.next());
        }
        return new Batch(step++, List.copyOf(batch));
    }

    /** Stops the threads. */
    @Override
    public void close() {
        samples.close();
    }
}
