package dev.rebox.data;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A file of a folder that looks like an image and is not read, or a link or folder that cannot be followed.
 *
 * @param why in a few words, e.g. {@code AVIF is not read}
 */
public record PassedOver(Path file, String why) {
    /** So many are named in one line. */
    private static final int MOST = 8;

    /** {@code a.avif (AVIF is not read)}. */
    @Override
    public String toString() {
        return file + " (" + why + ")";
    }

    /** All in one line, of many the first. */
    public static String line(List<PassedOver> files) {
        int more = files.size() - MOST;
        String named = files.stream().limit(MOST).map(PassedOver::toString).collect(Collectors.joining(", "));
        return more > 0 ? named + " and " + more + " more" : named;
    }
}
