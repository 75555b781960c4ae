package dev.rebox.data;

import dev.rebox.data.image.ImageKind;
import dev.rebox.error.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Which files of a folder are images. */
public final class ImageFiles {
    private ImageFiles() {}

    /**
     * What a folder holds.
     *
     * @param images files with an ending of a kind that is read, and others of which the content is such, sorted
     * @param passedOver what looks like an image and is not read, or cannot be followed, sorted: to be told to people
     */
    public record Listing(List<Path> images, List<PassedOver> passedOver) {}

    /** True for the endings of the kinds of images that Rebox reads, in letters of any case. */
    public static boolean isImage(Path file) {
        return ImageKind.ofEnding(file).map(ImageKind::isRead).orElse(false);
    }

    /** The file's name without its ending. */
    public static String stem(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** The images of {@link #listing}, for those who do not tell what is passed over. */
    public static List<Path> under(Path folder) {
        return listing(folder).images();
    }

    /**
     * Looks through a folder at any depth. Links to files and folders are followed; hidden files and folders, of which the
     * names begin with a dot, are left out. Empty where there is no such folder.
     *
     * @throws DataException where the folder itself cannot be opened
     */
    public static Listing listing(Path folder) {
        if (!Files.isDirectory(folder)) {
            return new Listing(List.of(), List.of());
        }
        try {
            return FolderWalk.of(folder);
        } catch (IOException | UncheckedIOException e) {
            throw new DataException(folder + ": cannot be listed: " + e.getMessage(), e);
        }
    }

    /** The files directly in a folder with this ending, sorted; none where there is no such folder. */
    public static List<Path> ending(Path folder, String ending) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ending))
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new DataException(folder + ": cannot be listed: " + e.getMessage(), e);
        }
    }

    /** The lines of a list of images or names, without blank ones. @throws DataException where it cannot be read */
    public static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }
}
