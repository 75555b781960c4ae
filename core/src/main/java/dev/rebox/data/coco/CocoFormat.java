package dev.rebox.data.coco;

import dev.rebox.data.Dataset;
import dev.rebox.data.DatasetFormat;
import dev.rebox.data.Problem;
import dev.rebox.error.DataException;
import dev.rebox.error.Nearest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * COCO: one JSON file, in which all images are one split; or a folder of such files, in COCO's own layout
 * ({@code annotations/instances_train2017.json} is the split {@code train2017}) or in that of Roboflow
 * ({@code train/_annotations.coco.json} is the split {@code train}).
 */
public final class CocoFormat implements DatasetFormat {
    @Override
    public Dataset.Format format() {
        return Dataset.Format.COCO;
    }

    @Override
    public String looksLike() {
        return "a JSON file (COCO)";
    }

    @Override
    public boolean recognises(Path path) {
        return Files.isDirectory(path)
                ? !files(path).isEmpty()
                : path.toString().toLowerCase(Locale.ROOT).endsWith(".json");
    }

    @Override
    public Dataset read(Source source, Consumer<Problem> problems) {
        Path path = source.path();
        if (!Files.isDirectory(path)) {
            source.refuseSplit("a COCO file");
            return new CocoFile(path, source.images()).read(source.name(), problems);
        }
        Map<String, Path> files = files(path);
        List<String> known = List.copyOf(files.keySet());
        if (source.split().isEmpty() && files.size() > 1) {
            throw new DataException(path + ": several COCO files are there; say which: " + path + ":"
                    + String.join(", " + path + ":", known));
        }
        String split = source.split().orElse(known.isEmpty() ? "" : known.get(0));
        Path file = files.get(split);
        if (file == null) {
            throw new DataException(path + ": there is no split '" + split + "'." + Nearest.hint(split, known)
                    + " Known: " + String.join(", ", known));
        }
        return new CocoFile(file, source.images()).read(source.name(), problems);
    }

    /** The files of a folder by the split that each is. */
    private static Map<String, Path> files(Path folder) {
        Map<String, Path> files = new TreeMap<>();
        list(folder.resolve("annotations")).stream()
                .filter(file -> name(file).endsWith(".json") && !name(file).startsWith("captions_"))
                .forEach(file ->
                        files.put(name(file).replaceFirst("\\.json$", "").replaceFirst("^instances_", ""), file));
        for (Path inside : list(folder)) {
            Path file = inside.resolve("_annotations.coco.json");
            if (Files.isRegularFile(file)) {
                files.put(name(inside), file);
            }
        }
        return files;
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            throw new DataException(folder + ": cannot be listed: " + e.getMessage(), e);
        }
    }
}
