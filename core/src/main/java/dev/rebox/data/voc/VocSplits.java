package dev.rebox.data.voc;

import dev.rebox.data.FolderNames;
import dev.rebox.data.ImageFiles;
import dev.rebox.data.Origin;
import dev.rebox.error.DataException;
import dev.rebox.error.Nearest;
import dev.rebox.file.TextFile;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The lists of {@code ImageSets/Main/}: a name of an image on each line. A line is a name as it stands, blanks included, where
 * there is such an annotation; else it may be quoted, be a file's name or path, or (in a list of one class,
 * {@code dog_train.txt}) have a second column, in which -1 says that the image does not show the class.
 */
final class VocSplits {
    private static final List<String> USUAL = List.of("train", "val", "trainval", "test");

    private final Path folder;
    private final Set<String> annotated;

    /** A line of a list. */
    record Line(String id, Origin origin) {}

    private VocSplits(Path folder, Set<String> annotated) {
        this.folder = folder;
        this.annotated = annotated;
    }

    /** @param annotated the ids that have annotations @return empty where the folder has no lists */
    static Optional<VocSplits> in(Path root, Set<String> annotated) {
        FolderNames names = new FolderNames();
        return names.find(root.resolve("ImageSets"))
                .filter(Files::isDirectory)
                .map(sets -> names.find(sets.resolve("Main"))
                        .filter(Files::isDirectory)
                        .orElse(sets))
                .map(lists -> new VocSplits(lists, annotated));
    }

    /** The splits that are usual, of those that exist, and their ids. */
    Map<String, List<String>> usual() {
        Map<String, List<String>> splits = new LinkedHashMap<>();
        for (String split : USUAL) {
            if (Files.isRegularFile(list(split))) {
                splits.put(split, of(split).stream().map(Line::id).toList());
            }
        }
        return splits;
    }

    /** The lines of a split. @throws DataException naming the nearest split where there is no such one */
    List<Line> of(String split) {
        Path list = list(split);
        if (!Files.isRegularFile(list)) {
            List<String> known = ImageFiles.ending(folder, ".txt").stream()
                    .map(ImageFiles::stem)
                    .toList();
            throw new DataException(list + ": there is no split '" + split + "'." + Nearest.hint(split, known)
                    + " Known: " + String.join(", ", known));
        }
        List<Line> lines = new ArrayList<>();
        List<String> text = TextFile.lines(list);
        for (int i = 0; i < text.size(); i++) {
            Origin origin = Origin.of(list, i + 1);
            id(text.get(i)).ifPresent(id -> lines.add(new Line(id, origin)));
        }
        return lines;
    }

    private Path list(String split) {
        return folder.resolve(split + ".txt");
    }

    /** Empty for a blank line and for an image that does not show the list's class. */
    private Optional<String> id(String line) {
        if (line.isBlank()) {
            return Optional.empty();
        }
        Optional<String> name = name(line);
        if (name.isPresent()) {
            return name;
        }
        String[] columns = line.split("\\s+");
        boolean ofClass = columns.length == 2 && columns[1].matches("-1|0|1");
        if (ofClass) {
            return columns[1].equals("-1")
                    ? Optional.empty()
                    : Optional.of(name(columns[0]).orElse(columns[0]));
        }
        // Nothing of this name is annotated: the reader says so.
        return Optional.of(withoutEnding(unquoted(line)));
    }

    /** The annotated id that a line names. */
    private Optional<String> name(String line) {
        String plain = unquoted(line);
        String file = plain.replace('\\', '/');
        String last = file.substring(file.lastIndexOf('/') + 1);
        return List.of(line, plain, withoutEnding(plain), withoutEnding(file), last, withoutEnding(last)).stream()
                .filter(annotated::contains)
                .findFirst();
    }

    private static String unquoted(String line) {
        boolean quoted = line.length() > 1
                && (line.startsWith("\"") && line.endsWith("\"") || line.startsWith("'") && line.endsWith("'"));
        return quoted ? line.substring(1, line.length() - 1) : line;
    }

    private static String withoutEnding(String name) {
        try {
            Path file = Path.of(name);
            boolean image = file.getFileName() != null && (ImageFiles.isImage(file) || ImageFiles.isUnreadImage(file));
            return image ? name.substring(0, name.lastIndexOf('.')) : name;
        } catch (InvalidPathException e) {
            return name;
        }
    }
}
