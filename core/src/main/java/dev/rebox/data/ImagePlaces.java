package dev.rebox.data;

import dev.rebox.data.shard.Shards;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the images lie that an annotation file names. Each image is looked for by itself: in {@code images/} beside the file, beside the file, in
 * the folders of COCO's own layout ({@code annotations/instances_train2017.json} has {@code train2017/} or
 * {@code images/train2017/} beside {@code annotations/}), in {@code data/}, and at last by its name alone where the file has
 * paths of another machine. Where none of these folders has it, it is looked for in their TAR archives, see {@link Shards}.
 */
public final class ImagePlaces {
    private final List<Path> folders = new ArrayList<>();
    private final FolderNames names = new FolderNames();
    private final Shards shards;
    private Path usual;

    /** @param given the folder of the images, or an archive; if given, it is the only one */
    public ImagePlaces(Path file, Optional<Path> given) {
        if (given.isPresent()) {
            usual = given.get();
            folders.add(usual);
            folders.add(usual.resolve(split(file)));
            folders.removeIf(folder -> !Files.isDirectory(folder));
            shards = new Shards(folders.isEmpty() ? given.stream().toList() : List.copyOf(folders));
            return;
        }
        Path beside = file.resolveSibling("");
        Path above = beside.resolveSibling("");
        boolean inAnnotations =
                beside.getFileName() != null && beside.getFileName().toString().equalsIgnoreCase("annotations");
        usual = inAnnotations ? above.resolve("images") : beside.resolve("images");
        folders.add(usual);
        folders.add(beside);
        for (String split : List.of(split(file), "data")) {
            folders.add(beside.resolve(split));
            folders.add(beside.resolve("images").resolve(split));
            folders.add(above.resolve(split));
            folders.add(above.resolve("images").resolve(split));
        }
        folders.add(above.resolve("images"));
        folders.add(above);
        // Others need not be looked into for each image.
        folders.removeIf(folder -> !Files.isDirectory(folder));
        // What lies further up belongs to others too, among it archives as they were loaded down.
        shards = new Shards(
                folders.stream().filter(folder -> !folder.equals(above)).toList());
    }

    /** {@code instances_train2017.json} is of {@code train2017}. */
    private static String split(Path file) {
        String stem = file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
        String split = stem.replaceFirst("^(instances|person_keypoints|annotations?)_", "");
        return split.isEmpty() || split.startsWith(".") ? stem : split;
    }

    /** The image's file, or its place in an archive, if there is one of this name. */
    public Optional<Path> existing(String fileName) {
        return inFolders(fileName).or(() -> shards.find(fileName));
    }

    private Optional<Path> inFolders(String fileName) {
        Optional<Path> found = find(fileName);
        if (found.isPresent() || folders.isEmpty()) {
            return found;
        }
        String slashed = fileName.replace('\\', '/');
        int slash = slashed.lastIndexOf('/');
        if (slash < 0) {
            return found;
        }
        return (slashed.equals(fileName) ? found : find(slashed)).or(() -> find(slashed.substring(slash + 1)));
    }

    /** The image's file, which may not exist. */
    public Path of(String fileName) {
        return existing(fileName).orElseGet(() -> likely(fileName));
    }

    /** Where an image would lie that is not there: in the first folder of the right name. */
    private Path likely(String fileName) {
        boolean below = fileName.indexOf('/') >= 0 || fileName.indexOf('\\') >= 0;
        return (below ? folders : List.<Path>of())
                .stream()
                        .flatMap(folder -> path(folder, fileName).stream())
                        .filter(file -> Files.isDirectory(file.resolveSibling("")))
                        .findFirst()
                        .or(() -> path(usual, fileName))
                        .orElse(usual);
    }

    private Optional<Path> find(String fileName) {
        for (int i = 0; i < folders.size(); i++) {
            Path folder = folders.get(i);
            Optional<Path> there = path(folder, fileName).flatMap(names::find);
            if (there.isPresent()) {
                usual = folder;
                if (i > 0) { // where one is, the next ones are
                    folders.remove(i);
                    folders.add(0, folder);
                }
                return there;
            }
        }
        return Optional.empty();
    }

    private static Optional<Path> path(Path folder, String fileName) {
        try {
            return Optional.of(folder.resolve(fileName));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
