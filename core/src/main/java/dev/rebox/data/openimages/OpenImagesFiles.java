package dev.rebox.data.openimages;

import dev.rebox.error.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The tables of a folder by their names. Those of the boxes are told by {@code SPLIT-annotations-bbox.csv} or the challenge's
 * {@code challenge-2019-SPLIT-detection-bbox.csv}, each perhaps with the release before it ({@code oidv6-}).
 *
 * @param boxes the table of the boxes
 * @param split e.g. {@code train}
 */
record OpenImagesFiles(Path boxes, String split) {
    private static final Pattern BOXES =
            Pattern.compile("(?:oidv\\d+-|challenge-\\d+-)?(.+?)-(?:annotations|detection)-bbox(?:_expanded)?\\.csv");
    private static final List<String> COLUMNS = List.of("ImageID", "LabelName", "XMin", "XMax", "YMin", "YMax");

    /** The tables of boxes in a folder or in its {@code annotations/}, by split; none where there is none. */
    static Map<String, OpenImagesFiles> in(Path folder) {
        Map<String, OpenImagesFiles> found = new TreeMap<>();
        for (Path place : List.of(folder, folder.resolve("annotations"))) {
            for (Path file : list(place)) {
                Matcher name = BOXES.matcher(name(file));
                if (name.matches()) {
                    found.putIfAbsent(name.group(1), new OpenImagesFiles(file, name.group(1)));
                }
            }
        }
        return found;
    }

    /** A table by itself; its split is told by its name. */
    static OpenImagesFiles of(Path table) {
        Matcher name = BOXES.matcher(name(table));
        String stem = name(table).replaceFirst("\\.[^.]*$", "");
        return new OpenImagesFiles(table, name.matches() ? name.group(1) : stem);
    }

    /** Whether a file is a table of boxes that says which are groups: other tables of boxes are plain ones. */
    static boolean isTable(Path file) {
        if (!name(file).endsWith(".csv") || !Files.isRegularFile(file)) {
            return false;
        }
        List<String> header = CsvTable.header(file);
        return header.containsAll(COLUMNS) && header.contains("IsGroupOf");
    }

    /** Where images are looked for as if they were named by a file: beside the tables, not in {@code annotations/}. */
    Path place() {
        Path folder = boxes.resolveSibling("");
        boolean inside =
                folder.getFileName() != null && folder.getFileName().toString().equals("annotations");
        return (inside ? folder.resolveSibling("") : folder).resolve(split + ".csv");
    }

    /** The names of the classes: a table whose name has {@code class-description}, first one of the classes that have boxes. */
    Optional<Path> classes() {
        List<Path> tables = beside(Pattern.compile(".*class(es)?-descriptions?.*\\.csv"));
        return tables.stream()
                .filter(file -> name(file).contains("boxable"))
                .findFirst()
                .or(() -> tables.stream().findFirst());
    }

    /** What people verified of whole images. */
    Optional<Path> verified() {
        String own = Pattern.quote(split);
        List<Path> tables =
                beside(Pattern.compile("(?:.*-)?" + own + "-(?:annotations|detection)-human-imagelabels.*\\.csv"));
        return tables.stream()
                .filter(file -> name(file).contains("boxable"))
                .findFirst()
                .or(() -> tables.stream().findFirst());
    }

    /** A table of one's own, {@code ImageID,Width,Height}: who has one spares opening each image for its size. */
    Optional<Path> sizes() {
        return beside(Pattern.compile(Pattern.quote(split) + "-image-sizes\\.csv")).stream()
                .findFirst();
    }

    /** All that is read of this split. */
    List<Path> sources() {
        List<Path> sources = new ArrayList<>(List.of(boxes));
        classes().ifPresent(sources::add);
        verified().ifPresent(sources::add);
        sizes().ifPresent(sources::add);
        return sources;
    }

    /** Beside the table of the boxes, or in the folder above its {@code annotations/}. */
    private List<Path> beside(Pattern pattern) {
        return Stream.of(boxes.resolveSibling(""), place().resolveSibling(""))
                .distinct()
                .flatMap(folder -> list(folder).stream())
                .filter(file -> pattern.matcher(name(file)).matches())
                .toList();
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static List<Path> list(Path folder) {
        Path there = folder.toString().isEmpty() ? Path.of(".") : folder;
        if (!Files.isDirectory(there)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(there)) {
            // Only tables are asked for, and folders may hold millions of images.
            return all.filter(file -> name(file).endsWith(".csv")).sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            throw new DataException(folder + ": cannot be listed: " + e.getMessage(), e);
        }
    }
}
