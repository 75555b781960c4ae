package dev.rebox.data.voc;

import dev.rebox.data.ImageFiles;
import dev.rebox.error.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Where a folder has its annotations and images. Three layouts are known: PASCAL's ({@code Annotations/},
 * {@code JPEGImages/}, {@code ImageSets/}), also in other case and with {@code images/} for the images; XML files beside the
 * images; and those in one folder for each split ({@code train/}, {@code valid/}, ...).
 *
 * @param root the data set's folder
 * @param annotations the folder of the XML files
 * @param images the folder of the images
 */
record VocLayout(Path root, Path annotations, Path images) {
    private static final List<String> SPLITS = List.of("train", "val", "valid", "validation", "trainval", "test");

    /** The layout of what lies there; empty if it is not of this format. */
    static Optional<VocLayout> of(Path root) {
        if (!Files.isDirectory(root)) {
            return Optional.empty();
        }
        Map<String, Path> folders = folders(root);
        Path annotations = folders.get("annotations");
        if (annotations != null
                && (annotations.endsWith("Annotations")
                        || !xmlFiles(annotations).isEmpty())) {
            for (String images : List.of("jpegimages", "images", "imgs", "image")) {
                if (folders.containsKey(images)) {
                    return Optional.of(new VocLayout(root, annotations, folders.get(images)));
                }
            }
            // The message about a missing image names the folder that the format has.
            boolean beside = !ImageFiles.under(annotations).isEmpty();
            return Optional.of(new VocLayout(root, annotations, beside ? annotations : root.resolve("JPEGImages")));
        }
        boolean hasXml = hasXml(root) || splitFolders(root).values().stream().anyMatch(VocLayout::hasXml);
        return hasXml ? Optional.of(new VocLayout(root, root, root)) : Optional.empty();
    }

    /** The part of a split that is a folder of its own. */
    Optional<VocLayout> split(String split) {
        return annotations.equals(root)
                ? Optional.ofNullable(splitFolders(root).get(split)).map(folder -> new VocLayout(root, folder, folder))
                : Optional.empty();
    }

    /** The splits that are folders; empty where lists tell the splits. */
    Map<String, Path> splitFolders() {
        return annotations.equals(root) ? splitFolders(root) : Map.of();
    }

    private static Map<String, Path> splitFolders(Path root) {
        Map<String, Path> splits = new TreeMap<>();
        folders(root).forEach((name, folder) -> {
            if (SPLITS.contains(name)) {
                splits.put(folder.getFileName().toString(), folder);
            }
        });
        return splits;
    }

    /** The folders directly in one, by their names in lower case. */
    private static Map<String, Path> folders(Path root) {
        Map<String, Path> folders = new HashMap<>();
        try (Stream<Path> all = Files.list(root)) {
            all.filter(Files::isDirectory)
                    .sorted()
                    .forEach(f -> folders.putIfAbsent(f.getFileName().toString().toLowerCase(Locale.ROOT), f));
        } catch (IOException | UncheckedIOException e) {
            throw new DataException(root + ": cannot be listed: " + e.getMessage(), e);
        }
        return folders;
    }

    /** Whether XML files lie directly in a folder; a folder of another format may have them further down. */
    private static boolean hasXml(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.anyMatch(f -> f.toString().toLowerCase(Locale.ROOT).endsWith(".xml")
                    && Files.isRegularFile(f)
                    && VocXml.isVoc(f));
        } catch (IOException | UncheckedIOException e) {
            throw new DataException(folder + ": cannot be listed: " + e.getMessage(), e);
        }
    }

    private static List<Path> xmlFiles(Path folder) {
        return ImageFiles.ending(folder, ".xml");
    }

    /** The XML files by id: the path below the folder of the annotations, without ending. */
    Map<String, Path> annotationFiles() {
        Map<String, Path> files = new TreeMap<>();
        xmlFiles(annotations).forEach(file -> files.put(id(annotations, file), file));
        return files;
    }

    /** The image files by id. */
    Map<String, Path> imageFiles() {
        Map<String, Path> files = new TreeMap<>();
        ImageFiles.under(images).forEach(file -> files.putIfAbsent(id(images, file), file));
        return files;
    }

    /** What looks like images and is not read, by id. */
    Map<String, ImageFiles.PassedOver> unread() {
        Map<String, ImageFiles.PassedOver> files = new TreeMap<>();
        ImageFiles.listing(images).passedOver().forEach(one -> files.putIfAbsent(id(images, one.file()), one));
        return files;
    }

    static String id(Path folder, Path file) {
        String path = folder.relativize(file).toString().replace('\\', '/');
        int dot = path.lastIndexOf('.');
        return dot > path.lastIndexOf('/') + 1 ? path.substring(0, dot) : path;
    }
}
