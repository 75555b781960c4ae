package dev.rebox.data;

import dev.rebox.data.subset.Share;
import dev.rebox.error.DataException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One part of a data set's address: {@code PATH[:SPLIT][:SHARE]}.
 *
 * @param path a folder (VOC), a JSON file (COCO) or a YAML file (YOLO)
 * @param share of its images; empty for all of them
 */
record DatasetPath(Path path, Optional<String> split, Optional<Share> share) {

    /** The parts of {@code PATH[:SPLIT][:SHARE][+...]}; a path that exists may itself hold a colon or a plus. */
    static List<DatasetPath> parseAll(String spec) {
        if (spec.isBlank()) {
            throw new DataException("a data set's address is empty: give PATH[:SPLIT], e.g. data/VOC2007:trainval");
        }
        if (Files.exists(Path.of(spec))) {
            return List.of(new DatasetPath(Path.of(spec), Optional.empty(), Optional.empty()));
        }
        List<DatasetPath> parts = new ArrayList<>();
        for (String part : spec.split("\\+")) {
            parts.add(parse(part.strip()));
        }
        return parts;
    }

    private static DatasetPath parse(String part) {
        Optional<Share> share = Files.exists(Path.of(part)) ? Optional.empty() : Share.parse(behindColon(part));
        String address = share.isPresent() ? beforeColon(part) : part;
        boolean whole = Files.exists(Path.of(address)) || behindColon(address).isEmpty();
        DatasetPath parsed = whole
                ? new DatasetPath(Path.of(address), Optional.empty(), share)
                : new DatasetPath(Path.of(beforeColon(address)), Optional.of(behindColon(address)), share);
        if (!Files.exists(parsed.path)) {
            throw new DataException("data set '" + part + "' not found: there is no " + parsed.path.toAbsolutePath());
        }
        return parsed;
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
