package dev.rebox.data.loader;

import dev.rebox.data.Example;
import dev.rebox.data.image.ResizeRule;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps the large images that come first, resized, as many as fit: those of a camera take as long to decode as a
 * training step takes. Small ones are decoded each time, in milliseconds, and memory stays flat. Nothing is thrown out:
 * each image is wanted once an epoch, so that whatever makes room for another is missed just as often.
 */
final class ImageCache {
    /** Pixels of an image as it was read, from which on it is kept. */
    static final int LARGE = 1_000_000;

    private final ResizeRule rule;
    private final AtomicLong bytesLeft;
    /** The pixels alone: a large data set makes its examples anew each time, and comparing all their boxes would take long. */
    private final Map<Key, LoadedImage> kept = new ConcurrentHashMap<>();

    /** What pixels depend on: a size that the annotation gives decides how the image is turned. */
    private record Key(Path image, int width, int height) {}

    ImageCache(ResizeRule rule, long bytes) {
        this.rule = rule;
        this.bytesLeft = new AtomicLong(bytes);
    }

    LoadedImage get(Example example) {
        Key key = new Key(example.image(), example.width(), example.height());
        LoadedImage known = kept.get(key);
        if (known != null) {
            return known.of(example);
        }
        LoadedImage read = LoadedImage.read(example, rule);
        if ((long) read.width() * read.height() < LARGE) {
            return read;
        }
        int bytes = read.image().rgb().length;
        if (bytesLeft.addAndGet(-bytes) < 0 || kept.putIfAbsent(key, read) != null) {
            bytesLeft.addAndGet(bytes);
        }
        return read;
    }
}
