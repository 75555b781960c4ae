package dev.rebox.data;

import dev.rebox.data.subset.Share;
import dev.rebox.error.DataException;
import dev.rebox.error.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One part of a data set's address: {@code PATH[:SPLIT][:SHARE]}.
 *
 * @param path a folder (VOC), a JSON file (COCO) or a YAML file (YOLO)
 * @param share of its images; empty for all of them
 */
record DatasetPath(Path path, Optional<String> split, Optional<Share> share) {
    /** Names among which the nearest one is looked for. */
    private static final int MOST_SIBLINGS = 1000;

    /** The parts of {@code PATH[:SPLIT][:SHARE][+...]}; a path that exists may itself hold a colon or a plus. */
    static List<DatasetPath> parseAll(String spec) {
        if (spec.isBlank()) {
            throw new DataException("a data set's address is empty: give PATH[:SPLIT], e.g. data/VOC2007:trainval");
        }
        if (Files.exists(Path.of(spec))) {
            return List.of(new DatasetPath(Path.of(spec), Optional.empty(), Optional.empty()));
        }
        List<DatasetPath> parts = new ArrayList<>();
        List<String> pieces = List.of(spec.split("\\+"));
        for (int from = 0; from < pieces.size(); ) {
            int to = from + 1;
            for (int longer = pieces.size(); longer > from + 1 && to == from + 1; longer--) {
                to = exists(joined(pieces, from, longer)) ? longer : to;
            }
            parts.add(parse(joined(pieces, from, to)));
            from = to;
        }
        return parts;
    }

    /** Pieces of an address, among which a plus may be part of a name. */
    private static String joined(List<String> pieces, int from, int to) {
        return String.join("+", pieces.subList(from, to)).strip();
    }

    /** Whether something is there, with or without a split and a share behind it. */
    private static boolean exists(String part) {
        String path = part;
        for (int colons = 0; colons <= 2; colons++) {
            if (Files.exists(Path.of(path))) {
                return true;
            }
            // A split or a share holds neither: what stands there is another part.
            path = behindColon(path).matches("[^+/\\\\]+") ? beforeColon(path) : path;
        }
        return false;
    }

    private static DatasetPath parse(String part) {
        Optional<Share> share = Files.exists(Path.of(part)) ? Optional.empty() : Share.parse(behindColon(part));
        String address = share.isPresent() ? beforeColon(part) : part;
        boolean whole = Files.exists(Path.of(address)) || behindColon(address).isEmpty();
        DatasetPath parsed = whole
                ? new DatasetPath(Path.of(address), Optional.empty(), share)
                : new DatasetPath(Path.of(beforeColon(address)), Optional.of(behindColon(address)), share);
        if (!Files.exists(parsed.path)) {
            throw new DataException("data set '" + part + "' not found: there is no " + parsed.path.toAbsolutePath()
                    + "." + Nearest.hint(name(parsed.path), siblings(parsed.path)));
        }
        return parsed;
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    /** What lies where a path should lie; nothing if that cannot be listed. */
    private static List<String> siblings(Path path) {
        Path folder = path.toAbsolutePath().resolveSibling("");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(DatasetPath::name).limit(MOST_SIBLINGS).toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static String beforeColon(String text) {
        return text.substring(0, text.lastIndexOf(':'));
    }

    /** Empty where there is no colon. */
    private static String behindColon(String text) {
        return text.contains(":") ? text.substring(text.lastIndexOf(':') + 1) : "";
    }

    /** As the user wrote it. */
    @Override
    public String toString() {
        return path
                + split.map(s -> ":" + s).orElse("")
                + share.map(s -> ":" + s).orElse("");
    }
}
