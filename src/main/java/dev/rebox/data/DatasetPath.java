package dev.rebox.data;

import dev.rebox.error.DataException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One part of a data set's address: {@code PATH[:SPLIT]}.
 *
 * @param path a folder (VOC), a JSON file (COCO) or a YAML file (YOLO)
 */
record DatasetPath(Path path, Optional<String> split) {

    /** The parts of {@code PATH[:SPLIT][+PATH[:SPLIT]]...}; a path that exists may itself hold a colon or a plus. */
    static List<DatasetPath> parseAll(String spec) {
        if (spec.isBlank()) {
            throw new DataException("a data set's address is empty: give PATH[:SPLIT], e.g. data/VOC2007:trainval");
        }
        if (Files.exists(Path.of(spec))) {
            return List.of(new DatasetPath(Path.of(spec), Optional.empty()));
        }
        List<DatasetPath> parts = new ArrayList<>();
        for (String part : spec.split("\\+")) {
            parts.add(parse(part.strip()));
        }
        return parts;
    }

    private static DatasetPath parse(String part) {
        Path whole = Path.of(part);
        int colon = part.lastIndexOf(':');
        DatasetPath parsed = Files.exists(whole) || colon < 0
                ? new DatasetPath(whole, Optional.empty())
                : new DatasetPath(Path.of(part.substring(0, colon)), Optional.of(part.substring(colon + 1)));
        if (!Files.exists(parsed.path)) {
            throw new DataException("data set '" + part + "' not found: there is no " + parsed.path.toAbsolutePath());
        }
        return parsed;
    }

    /** The kind of files that lie there. @throws DataException where it is none of the known kinds */
    Dataset.Format format() {
        String name = path.getFileName() == null ? "" : path.getFileName().toString();
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (Files.isDirectory(path.resolve("Annotations"))) {
            return Dataset.Format.VOC;
        }
        if (ending.equals("json")) {
            return Dataset.Format.COCO;
        }
        if (ending.equals("yaml") || ending.equals("yml") || Files.isRegularFile(path.resolve("data.yaml"))) {
            return Dataset.Format.YOLO;
        }
        throw new DataException(
                path + " is no known data set: give a folder with Annotations/ (VOC), a JSON file (COCO)"
                        + " or a data.yaml (YOLO), or say --format");
    }

    /** As the user wrote it. */
    @Override
    public String toString() {
        return path + split.map(s -> ":" + s).orElse("");
    }
}
