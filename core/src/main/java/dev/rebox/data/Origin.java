package dev.rebox.data;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where in the user's files something was read, so that messages can name the place.
 *
 * @param file the annotation file; null where there is none
 * @param line its line, from 1; 0 where it is not known
 * @param id the file's own number of the annotation (COCO); -1 where it has none
 */
public record Origin(@Nullable Path file, int line, long id) {
    /** Of things that were not read from a file. */
    public static final Origin NONE = new Origin(null, 0, -1);

    public static Origin of(Path file) {
        return new Origin(file, 0, -1);
    }

    public static Origin of(Path file, int line) {
        return new Origin(file, line, -1);
    }

    @Override
    public String toString() {
        if (file == null) {
            return "";
        }
        return file + (line > 0 ? ":" + line : "") + (id >= 0 ? " (annotation " + id + ")" : "");
    }
}
