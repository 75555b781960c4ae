package dev.rebox.data.yolo;

import dev.rebox.box.Box;
import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.data.DistinctIds;
import dev.rebox.data.Example;
import dev.rebox.data.ImageFiles;
import dev.rebox.data.LabelMap;
import dev.rebox.data.Origin;
import dev.rebox.data.Problem;
import dev.rebox.data.image.ImageHeader;
import dev.rebox.error.DataException;
import dev.rebox.file.TextFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A data set described by a {@code data.yaml}: {@code path} (its root), {@code train}, {@code val}, {@code test} (each a
 * folder, a text file that lists images, or a list of those) and {@code names} (a list or a map). The boxes of
 * {@code .../images/a.jpg} stand in {@code .../labels/a.txt}.
 */
final class YoloFolder {
    private final YoloYaml yaml;

    /** @param path the YAML file, or a folder that holds a {@code data.yaml} */
    YoloFolder(Path path) {
        yaml = new YoloYaml(Files.isDirectory(path) ? path.resolve("data.yaml") : path);
    }

    /** The images of some places, and what lies there and is not read. */
    private record Found(Set<Path> images, List<ImageFiles.PassedOver> unread) {
        Found() {
            this(new LinkedHashSet<>(), new ArrayList<>());
        }
    }

    private record Labelled(String id, Path image, Path labels, List<YoloRow> rows) {}

    /**
     * Reads one split, or all of them. Sizes are read from the images' headers, since YOLO's boxes are fractions.
     *
     * @param problems is told of each row and image that cannot be read, which is then left out; an image without a label file
     *     has no boxes
     */
    Dataset read(String name, Optional<String> split, Consumer<Problem> problems) {
        LabelMap labels = LabelMap.of(List.copyOf(yaml.names().values()));
        Map<Integer, Integer> labelOf = new LinkedHashMap<>();
        yaml.names().keySet().forEach(index -> labelOf.put(index, labelOf.size() + 1));
        Found found = split.isPresent() ? find(split.get()) : findAll(problems);
        List<Labelled> labelled = new ArrayList<>();
        for (Path image : found.images) {
            String id = ImageFiles.stem(image);
            Path file = labelFile(image);
            YoloLabels.read(file, id, labelOf, problems)
                    .ifPresent(rows -> labelled.add(new Labelled(id, image, file, rows)));
        }
        YoloReading reading = YoloReading.of(
                yaml.keypointNumbers(),
                labelled.stream().flatMap(one -> one.rows.stream()).toList());
        List<Example> examples =
                labelled.stream().map(one -> example(one, reading, problems)).toList();
        found.unread.forEach(one -> problems.accept(unread(one)));
        strays(found.images, problems);
        return new Dataset(name, Dataset.Format.YOLO, labels, DistinctIds.of(examples));
    }

    private static Example example(Labelled one, YoloReading reading, Consumer<Problem> problems) {
        int width = 0;
        int height = 0;
        try {
            ImageHeader header = Files.exists(one.image) ? ImageHeader.read(one.image) : null;
            width = header == null ? 0 : header.uprightWidth();
            height = header == null ? 0 : header.uprightHeight();
        } catch (DataException e) {
            // Its size is unknown and so are its boxes; what looks at the image later says why.
            return new Example(one.id, one.image, 0, 0, List.of(), Origin.of(one.labels));
        }
        List<Annotation> boxes = new ArrayList<>();
        for (YoloRow row : one.rows) {
            Optional<Box> fractions = reading.box(row);
            if (fractions.isEmpty()) {
                problems.accept(
                        Problem.error(one.id, row.origin(), Problem.Kind.UNREADABLE_ANNOTATION, reading.fault(row)));
                continue;
            }
            Box box = fractions.get().scale(width, height);
            boxes.add(new Annotation(box, row.label(), false, false, false, box.area(), row.origin()));
        }
        return new Example(one.id, one.image, width, height, boxes, Origin.of(one.labels));
    }

    /** An image that has labels is lost if it is not read; another one may lie there for other reasons. */
    private static Problem unread(ImageFiles.PassedOver one) {
        String id = ImageFiles.stem(one.file());
        Origin where = Origin.of(one.file());
        String what = "the image " + one.why();
        return Files.exists(labelFile(one.file()))
                ? Problem.error(id, where, Problem.Kind.UNREAD_FILE, what)
                : Problem.warning(id, where, Problem.Kind.UNREAD_FILE, what);
    }

    /** Label files beside those of these images that have no image. */
    private static void strays(Set<Path> images, Consumer<Problem> problems) {
        Set<Path> wanted = new HashSet<>();
        for (Path folder : folders(images)) {
            ImageFiles.Listing listing = ImageFiles.listing(folder);
            listing.images().forEach(image -> wanted.add(labelFile(image)));
            listing.passedOver().forEach(image -> wanted.add(labelFile(image.file())));
        }
        images.forEach(image -> wanted.add(labelFile(image)));
        folders(images.stream().map(YoloFolder::labelFile).toList()).stream()
                .flatMap(folder -> ImageFiles.ending(folder, ".txt").stream())
                .distinct()
                .filter(file -> !wanted.contains(file) && !file.endsWith("classes.txt"))
                .map(file -> Problem.warning(
                        ImageFiles.stem(file),
                        Origin.of(file),
                        Problem.Kind.ANNOTATION_WITHOUT_IMAGE,
                        "there is no image for these labels"))
                .forEach(problems);
    }

    private static Set<Path> folders(Iterable<Path> files) {
        Set<Path> folders = new TreeSet<>();
        files.forEach(file -> folders.add(file.resolveSibling("")));
        return folders;
    }

    /** The image files of each split that the YAML names and that is there. */
    Map<String, List<String>> splits() {
        return yaml.splits().stream()
                .filter(split -> yaml.placesOf(split).stream().allMatch(place -> Files.exists(yaml.resolve(place))))
                .collect(Collectors.toMap(
                        split -> split,
                        split -> find(split).images.stream().map(Path::toString).toList(),
                        (a, b) -> a,
                        LinkedHashMap::new));
    }

    /** A split whose place is not there is a warning, as long as another one is there. */
    private Found findAll(Consumer<Problem> problems) {
        Found all = new Found();
        List<DataException> missing = new ArrayList<>();
        for (String split : yaml.splits()) {
            try {
                Found found = find(split);
                all.images.addAll(found.images);
                all.unread.addAll(found.unread);
            } catch (DataException e) {
                missing.add(e);
            }
        }
        if (all.images.isEmpty() && !missing.isEmpty()) {
            throw missing.get(0);
        }
        missing.forEach(e -> {
            String message = String.valueOf(e.getMessage());
            String prefix = yaml.file() + ": ";
            problems.accept(Problem.warning(
                    null,
                    Origin.of(yaml.file()),
                    Problem.Kind.MISSING_IMAGE,
                    message.startsWith(prefix) ? message.substring(prefix.length()) : message));
        });
        return all;
    }

    private Found find(String split) {
        Found found = new Found();
        for (String one : yaml.placesOf(split)) {
            Path place = yaml.resolve(one);
            if (Files.isDirectory(place)) {
                ImageFiles.Listing listing = ImageFiles.listing(place);
                found.images.addAll(listing.images());
                found.unread.addAll(listing.passedOver());
            } else if (ImageFiles.isImage(place)) {
                found.images.add(place);
            } else if (Files.isRegularFile(place)) {
                for (String line : TextFile.lines(place)) {
                    if (!line.isEmpty()) {
                        Path beside = place.resolveSibling(line).normalize();
                        found.images.add(Files.exists(beside) ? beside : yaml.resolve(line));
                    }
                }
            } else {
                throw new DataException(
                        yaml.file() + ": \"" + split + "\" names " + one + ", but there is no " + place);
            }
        }
        return found;
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
