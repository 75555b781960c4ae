package dev.rebox.data.yolo;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.rebox.data.Annotation;
import dev.rebox.data.AnnotationException;
import dev.rebox.data.Dataset;
import dev.rebox.data.DistinctIds;
import dev.rebox.data.Example;
import dev.rebox.data.ImageFiles;
import dev.rebox.data.LabelMap;
import dev.rebox.data.Origin;
import dev.rebox.data.Problem;
import dev.rebox.data.image.ImageHeader;
import dev.rebox.error.DataException;
import dev.rebox.error.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A data set described by a {@code data.yaml}: {@code path} (its root), {@code train}, {@code val}, {@code test} (each a
 * folder, a text file that lists images, or a list of those) and {@code names} (a list or a map). The boxes of
 * {@code .../images/a.jpg} stand in {@code .../labels/a.txt}.
 */
public final class YoloFolder {
    private static final List<String> SPLITS = List.of("train", "val", "test");
    private final Path yaml;
    private final JsonNode settings;
    private final TreeMap<Integer, String> names = new TreeMap<>();

    /** @param path the YAML file, or a folder that holds a {@code data.yaml} */
    public YoloFolder(Path path) {
        yaml = Files.isDirectory(path) ? path.resolve("data.yaml") : path;
        try {
            settings = new YAMLMapper().readTree(yaml.toFile());
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new AnnotationException(
                    Origin.of(yaml, line), "this is not well-formed YAML: " + firstLine(e.getOriginalMessage()), e);
        } catch (IOException e) {
            throw new AnnotationException(Origin.of(yaml), "cannot be read: " + e.getMessage(), e);
        }
        readNames();
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }

    private void readNames() {
        JsonNode given = settings.path("names");
        if (given.isArray()) {
            given.forEach(name -> names.put(names.size(), name.asText()));
        }
        given.properties().forEach(entry -> {
            try {
                names.put(Integer.valueOf(entry.getKey()), entry.getValue().asText());
            } catch (NumberFormatException e) {
                throw new AnnotationException(
                        Origin.of(yaml), "\"names\" must map numbers to names, not '" + entry.getKey() + "'", e);
            }
        });
        if (names.isEmpty()) {
            throw new AnnotationException(Origin.of(yaml), "it has no \"names\" of classes");
        }
    }

    /**
     * Reads one split, or all of them. Sizes are read from the images' headers, since YOLO's boxes are fractions.
     *
     * @param problems is told of what cannot be read, which is then left out; an image without a label file has no boxes
     */
    public Dataset read(String name, Optional<String> split, Consumer<Problem> problems) {
        LabelMap labels = LabelMap.of(List.copyOf(names.values()));
        Map<Integer, Integer> labelOf = new LinkedHashMap<>();
        names.keySet().forEach(index -> labelOf.put(index, labelOf.size() + 1));
        List<Path> images = split.map(this::images).orElseGet(this::allImages);
        List<Example> examples = new ArrayList<>();
        for (Path image : images) {
            Path file = labelFile(image);
            String id = ImageFiles.stem(image);
            try {
                ImageHeader header = Files.exists(image) ? ImageHeader.read(image) : null;
                int width = header == null ? 0 : header.uprightWidth();
                int height = header == null ? 0 : header.uprightHeight();
                List<Annotation> boxes = YoloLabels.read(file, width, height, labelOf);
                examples.add(new Example(id, image, width, height, boxes, Origin.of(file)));
            } catch (AnnotationException e) {
                problems.accept(e.asProblem(id));
            } catch (DataException e) {
                // No image: its size is unknown and so are its boxes; a check says so again with more detail.
                examples.add(new Example(id, image, 0, 0, List.of(), Origin.of(file)));
            }
        }
        strays(images).forEach(problems);
        return new Dataset(name, Dataset.Format.YOLO, labels, DistinctIds.of(examples));
    }

    /** Label files beside those of these images that have no image. */
    private static List<Problem> strays(List<Path> images) {
        Set<Path> wanted = new HashSet<>();
        for (Path folder : folders(images)) {
            ImageFiles.under(folder).forEach(image -> wanted.add(labelFile(image)));
        }
        images.forEach(image -> wanted.add(labelFile(image)));
        return folders(images.stream().map(YoloFolder::labelFile).toList()).stream()
                .flatMap(folder -> ImageFiles.ending(folder, ".txt").stream())
                .filter(file -> !wanted.contains(file) && !file.endsWith("classes.txt"))
                .map(file -> Problem.warning(
                        ImageFiles.stem(file),
                        Origin.of(file),
                        Problem.Kind.ANNOTATION_WITHOUT_IMAGE,
                        "there is no image for these labels"))
                .toList();
    }

    private static Set<Path> folders(List<Path> files) {
        return files.stream().map(file -> file.resolveSibling("")).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The image files of each split that the YAML names. */
    public Map<String, List<String>> splits() {
        Map<String, List<String>> splits = new LinkedHashMap<>();
        for (String split : SPLITS) {
            if (settings.hasNonNull(split)) {
                splits.put(split, images(split).stream().map(Path::toString).toList());
            }
        }
        return splits;
    }

    private List<Path> allImages() {
        return SPLITS.stream()
                .filter(settings::hasNonNull)
                .flatMap(split -> images(split).stream())
                .distinct()
                .toList();
    }

    private List<Path> images(String split) {
        JsonNode value = settings.path(split);
        if (value.isMissingNode() || value.isNull()) {
            List<String> known = SPLITS.stream().filter(settings::hasNonNull).toList();
            throw new DataException(yaml + ": there is no split '" + split + "'." + Nearest.hint(split, known)
                    + " Known: " + String.join(", ", known));
        }
        List<Path> images = new ArrayList<>();
        for (JsonNode one : value.isArray() ? value : List.of(value)) {
            Path place = resolve(one.asText());
            if (Files.isDirectory(place)) {
                images.addAll(ImageFiles.under(place));
            } else if (ImageFiles.isImage(place)) {
                images.add(place);
            } else if (Files.isRegularFile(place)) {
                for (String line : ImageFiles.lines(place)) {
                    Path beside = place.resolveSibling(line).normalize();
                    images.add(Files.exists(beside) ? beside : resolve(line));
                }
            } else {
                throw new DataException(
                        yaml + ": \"" + split + "\" names " + one.asText() + ", but there is no " + place);
            }
        }
        return images;
    }

    /** Against the YAML's {@code path}; a leading {@code ../} too many, which some exporters write, is forgiven. */
    private Path resolve(String place) {
        Path root = yaml.resolveSibling(settings.path("path").asText("."));
        if (!Files.exists(root)) {
            root = yaml.resolveSibling(".");
        }
        Path resolved = root.resolve(place).normalize();
        boolean forgive = place.startsWith("../") && !Files.exists(resolved);
        return forgive ? root.resolve(place.substring(3)).normalize() : resolved;
    }

    /** {@code a/images/b/c.jpg} has {@code a/labels/b/c.txt}; an image under no {@code images} has it beside itself. */
    static Path labelFile(Path image) {
        Path file = image.resolveSibling(ImageFiles.stem(image) + ".txt");
        for (int i = file.getNameCount() - 2; i >= 0; i--) {
            if (file.getName(i).toString().equals("images")) {
                Path head = i == 0 ? Path.of("") : file.subpath(0, i);
                Path root = file.getRoot() == null ? head : file.getRoot().resolve(head);
                return root.resolve("labels").resolve(file.subpath(i + 1, file.getNameCount()));
            }
        }
        return file;
    }
}
