package dev.rebox.data.coco;

import dev.rebox.data.Dataset;
import dev.rebox.data.DatasetFormat;
import dev.rebox.data.JsonHead;
import dev.rebox.data.Problem;
import dev.rebox.data.index.AnnotationIndex;
import dev.rebox.error.DataException;
import dev.rebox.error.Nearest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * COCO: one JSON file, in which all images are one split; or a folder of such files, in COCO's own layout
 * ({@code annotations/instances_train2017.json} is the split {@code train2017}), in that of Roboflow
 * ({@code train/_annotations.coco.json} is the split {@code train}), or side by side ({@code train.json}).
 */
public final class CocoFormat implements DatasetFormat {
    private static final Set<String> LISTS = Set.of("images", "annotations", "categories");
    private static final Set<String> OF_OTHERS = Set.of("shapes", "data");
    /** The same images once more, with other marks. */
    private static final Pattern OTHER_MARKS = Pattern.compile("(person_keypoints|stuff|panoptic)_.*");

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
            return read(path, source, problems);
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
        return read(file, source, problems);
    }

    /** A large file is read by an index; masks would make that as large again, and are read whole. */
    private static Dataset read(Path file, Source source, Consumer<Problem> problems) {
        CocoFile coco = new CocoFile(file, source.images(), source.masks());
        return source.masks() || !AnnotationIndex.pays(List.of(file))
                ? coco.read(source.name(), problems)
                : new AnnotationIndex(source, Dataset.Format.COCO, List.of(file)).open(problems, coco::read);
    }

    @Override
    public Map<String, List<String>> splits(Path path) {
        Map<String, List<String>> splits = new TreeMap<>();
        if (Files.isDirectory(path)) {
            files(path).forEach((split, file) -> {
                if (!OTHER_MARKS.matcher(split).matches()) {
                    splits.put(split, images(file));
                }
            });
        }
        return splits;
    }

    /** Where the images of a file lie; what is wrong with it is told by whoever reads it. */
    private static List<String> images(Path file) {
        try {
            Source source = new Source(file, name(file), Optional.empty(), Optional.empty());
            Dataset data = read(file, source, problem -> {});
            return data.examples().stream().map(e -> e.image().toString()).toList();
        } catch (DataException e) {
            return List.of();
        }
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
            } else if (name(inside).endsWith(".json") && isCoco(inside)) {
                files.putIfAbsent(name(inside).replaceFirst("\\.json$", ""), inside);
            }
        }
        return files;
    }

    /** Told from the first keys: such files are long. */
    private static boolean isCoco(Path file) {
        return LISTS.stream().anyMatch(list -> JsonHead.hasKey(file, list, others(list)));
    }

    private static Set<String> others(String list) {
        Set<String> others = new HashSet<>(LISTS);
        others.addAll(OF_OTHERS);
        others.remove(list);
        return others;
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
