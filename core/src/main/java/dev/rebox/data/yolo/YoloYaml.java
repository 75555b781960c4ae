package dev.rebox.data.yolo;

import dev.rebox.data.AnnotationException;
import dev.rebox.data.Origin;
import dev.rebox.error.DataException;
import dev.rebox.error.Nearest;
import dev.rebox.file.MalformedFile;
import dev.rebox.file.YamlText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A {@code data.yaml}: where the splits are, and what the classes are called. */
final class YoloYaml {
    /** In this order where no split is asked for. */
    static final List<String> SPLITS = List.of("train", "val", "test");

    private final Path file;
    private final Map<?, ?> settings;
    private final TreeMap<Integer, String> names = new TreeMap<>();

    /** @throws AnnotationException naming the line where it cannot be understood */
    YoloYaml(Path file) {
        this.file = file;
        try {
            settings = YamlText.read(file) instanceof Map<?, ?> map ? map : Map.of();
        } catch (MalformedFile e) {
            throw new AnnotationException(Origin.of(file, e.line()), e.what(), e);
        }
        readNames(settings.get("names"));
    }

    private void readNames(@Nullable Object given) {
        if (given instanceof List<?> list) {
            list.forEach(name -> names.put(names.size(), String.valueOf(name)));
        } else if (given instanceof Map<?, ?> map) {
            map.forEach((index, name) -> {
                try {
                    names.put(Integer.valueOf(String.valueOf(index).strip()), String.valueOf(name));
                } catch (NumberFormatException e) {
                    throw new AnnotationException(
                            Origin.of(file), "\"names\" must map numbers to names, not '" + index + "'", e);
                }
            });
        }
        if (names.isEmpty()) {
            throw new AnnotationException(Origin.of(file), "it has no \"names\" of classes");
        }
    }

    Path file() {
        return file;
    }

    /** From the numbers in label files to names. */
    TreeMap<Integer, String> names() {
        return names;
    }

    /** The numbers that a row has for each keypoint and for all, where the rows have keypoints: {@code kpt_shape: [17, 3]}. */
    Optional<Integer> keypointNumbers() {
        if (settings.get("kpt_shape") instanceof List<?> shape && shape.size() == 2) {
            try {
                return Optional.of(Integer.parseInt(String.valueOf(shape.get(0)))
                        * Integer.parseInt(String.valueOf(shape.get(1))));
            } catch (NumberFormatException e) {
                throw new AnnotationException(
                        Origin.of(file), "\"kpt_shape\" must be two whole numbers, not " + shape, e);
            }
        }
        return Optional.empty();
    }

    /** The splits that it names. */
    List<String> splits() {
        return SPLITS.stream().filter(split -> !places(split).isEmpty()).toList();
    }

    /** What it says of a split: folders, lists or image files. @throws DataException if it does not name the split */
    List<String> placesOf(String split) {
        List<String> places = places(split);
        if (places.isEmpty()) {
            throw new DataException(file + ": there is no split '" + split + "'." + Nearest.hint(split, splits())
                    + " Known: " + String.join(", ", splits()));
        }
        return places;
    }

    private List<String> places(String split) {
        Object value = settings.get(split);
        if (value == null && List.of("valid", "validation").contains(split)) {
            value = settings.get("val");
        }
        List<String> places = new ArrayList<>();
        for (Object one : value instanceof List<?> list ? list : value == null ? List.of() : List.of(value)) {
            if (one instanceof String text && !text.isBlank() && !text.equals("null") && !text.equals("~")) {
                places.add(text);
            }
        }
        return places;
    }

    /**
     * Against the YAML's {@code path}. A leading {@code ../} too many, which some exporters write, is forgiven, and so are the
     * first folders of a path on another machine.
     */
    Path resolve(String place) {
        Path beside = file.resolveSibling(".");
        Path root = settings.get("path") instanceof String path && !path.isBlank() ? beside.resolve(path) : beside;
        Path resolved = root.resolve(place).normalize();
        for (Path base : List.of(root, beside)) {
            Path tail = base.resolve(place).normalize();
            if (Files.exists(tail)) {
                return tail;
            }
            Path named = Path.of(place).normalize();
            boolean elsewhere = named.isAbsolute() || named.startsWith("..");
            for (int from = 0; elsewhere && from < named.getNameCount(); from++) {
                Path rest = named.subpath(from, named.getNameCount());
                Path candidate = base.resolve(rest).normalize();
                if (!rest.startsWith("..") && Files.exists(candidate)) {
                    return candidate;
                }
            }
        }
        return Files.exists(root) ? resolved : beside.resolve(place).normalize();
    }
}
