package dev.rebox.data.index;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How an index names files, so that it still holds where the data set was moved or is called by another address.
 *
 * @param sources the annotation files, named by their place in the list
 * @param base the folder that images are named from
 * @param images the folder of the images that the user gave
 */
record Places(List<Path> sources, Path base, Optional<Path> images) {
    private static final int AS_IT_IS = 0;
    private static final int BELOW_BASE = 1;
    private static final int BESIDE_BASE = 2;
    private static final int BELOW_IMAGES = 3;

    /** The number of an annotation file from 1; 0 for none. */
    int source(@Nullable Path file) {
        return file == null ? 0 : sources.indexOf(file) + 1;
    }

    @Nullable
    Path source(int number) {
        return number == 0 ? null : sources.get(number - 1);
    }

    void write(Path image, Bytes out) {
        if (images.isPresent() && image.startsWith(images.get())) {
            put(BELOW_IMAGES, images.get().relativize(image), out);
        } else if (image.startsWith(base)) {
            put(BELOW_BASE, base.relativize(image), out);
        } else {
            Optional<Path> beside = beside(image);
            put(beside.isPresent() ? BESIDE_BASE : AS_IT_IS, beside.orElse(image), out);
        }
    }

    /** The way from the base; empty where it does not lead back to the same path. */
    private Optional<Path> beside(Path image) {
        try {
            Path way = base.normalize().relativize(image);
            return base.resolve(way).normalize().equals(image) ? Optional.of(way) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // one of them is absolute, or on another disk
        }
    }

    private static void put(int kind, Path path, Bytes out) {
        out.one(kind);
        out.text(path.toString());
    }

    Path read(ByteBuffer from) {
        int kind = from.get();
        String path = Bytes.text(from);
        return switch (kind) {
            case BELOW_IMAGES -> images.orElse(base).resolve(path);
            case BELOW_BASE -> base.resolve(path);
            case BESIDE_BASE -> base.resolve(path).normalize();
            default -> Path.of(path);
        };
    }
}
