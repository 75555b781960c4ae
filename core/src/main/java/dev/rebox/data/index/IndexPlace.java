package dev.rebox.data.index;

import dev.rebox.error.DataException;
import dev.rebox.file.UserFolders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Where an index lies: beside the annotation file under a name that begins with a dot, or, where that folder cannot be written,
 * in the user's cache.
 *
 * @param annotations the file
 * @param images the folder of the images that the user gave: with another one it is another index
 */
record IndexPlace(Path annotations, Optional<Path> images) {

    /** The places in which it is looked for. */
    List<Path> candidates() {
        return List.of(beside(), cached());
    }

    /** The place where one can be written. @throws DataException where there is none */
    Path writable() {
        Path folder = beside().toAbsolutePath().resolveSibling("");
        if (Files.isWritable(folder)) {
            return beside();
        }
        try {
            Files.createDirectories(cached().resolveSibling(""));
            return cached();
        } catch (IOException e) {
            throw new DataException(
                    folder + " cannot be written, and neither can " + cached().resolveSibling("")
                            + ": the index of the annotations needs a place (XDG_CACHE_HOME names one)",
                    e);
        }
    }

    private Path beside() {
        String other = images.map(folder -> "-" + hash(absolute(folder))).orElse("");
        return annotations.resolveSibling("." + annotations.getFileName() + other + ".index");
    }

    private Path cached() {
        String name = annotations.getFileName() + "-"
                + hash(absolute(annotations) + images.map(IndexPlace::absolute).orElse(""));
        return UserFolders.cache().resolve("rebox").resolve("index").resolve(name + ".index");
    }

    private static String absolute(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }

    private static String hash(String text) {
        CRC32 sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(sum.getValue());
    }
}
