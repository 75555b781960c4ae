package dev.rebox.data.loader;

import dev.rebox.data.Example;
import dev.rebox.data.image.ResizeRule;
import java.util.Iterator;
import java.util.List;

/** Images one after the other in the network's size, prepared ahead: what evaluation and detection run over. */
public final class ImageLoader implements Iterator<LoadedImage>, AutoCloseable {
    private final Prefetch<LoadedImage> images;

    public ImageLoader(List<Example> examples, ResizeRule rule, int threads) {
        images = new Prefetch<>(
                examples.stream()
                        .map(example -> new Prefetch.Work<>(example, () -> LoadedImage.read(example, rule)))
                        .iterator(),
                threads,
                2 * threads);
    }

    @Override
    public boolean hasNext() {
        return images.hasNext();
    }

    /** @throws dev.rebox.error.DataException naming the image that cannot be read; the next call goes on with the next one */
    @Override
    public LoadedImage next() {
        return images.next();
    }

    /** Stops the threads. */
    @Override
    public void close() {
        images.close();
    }
}
