package dev.rebox.data.loader;

import dev.rebox.data.Example;
import dev.rebox.data.picture.ResizeRule;
import java.util.Iterator;
import java.util.List;

/** Pictures one after the other in the network's size, prepared ahead: what evaluation and detection run over. */
public final class PictureLoader implements Iterator<LoadedPicture>, AutoCloseable {
    private final Prefetch<LoadedPicture> pictures;

    public PictureLoader(List<Example> examples, ResizeRule rule, int threads) {
        pictures = new Prefetch<>(
                examples.stream()
                        .map(example -> new Prefetch.Work<>(example, () -> LoadedPicture.read(example, rule)))
                        .iterator(),
                threads,
                2 * threads);
    }

    @Override
    public boolean hasNext() {
        return pictures.hasNext();
    }

    /** @throws dev.rebox.error.DataException naming the image that could not be read */
    @Override
    public LoadedPicture next() {
        return pictures.next();
    }

    /** Stops the threads. */
    @Override
    public void close() {
        pictures.close();
    }
}
