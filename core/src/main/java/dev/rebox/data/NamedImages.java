package dev.rebox.data;

import dev.rebox.data.image.ImageDecoder;
import dev.rebox.error.DataException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Images without annotations, as a user names them: files, and folders that are searched at any depth. */
public final class NamedImages {
    private NamedImages() {}

    /**
     * One image.
     *
     * @param file where it lies, beginning as the user wrote it
     * @param name its path within the folder that the user named, or its file name; different for each image
     */
    public record Named(Path file, Path name) {
        /** The image without boxes; its id is the file's path. */
        public Example example() {
            return new Example(file.toString(), file, 0, 0, List.of());
        }
    }

    /**
     * All images, each looked at as far as its header goes, so that a wrong file is known before the work begins.
     *
     * @throws DataException where a file is missing or no image, or a folder holds none
     */
    public static List<Named> find(List<Path> filesAndFolders) {
        List<Named> found = new ArrayList<>();
        Set<Path> names = new HashSet<>();
        for (Path path : filesAndFolders) {
            if (Files.isDirectory(path)) {
                List<Path> inside = ImageFiles.under(path);
                if (inside.isEmpty()) {
                    throw new DataException(path + ": no images in this folder (jpg, png, bmp or gif)");
                }
                inside.forEach(file -> found.add(new Named(file, distinct(path.relativize(file), names))));
            } else if (Files.exists(path)) {
                found.add(new Named(path, distinct(path.getFileName(), names)));
            } else {
                throw new DataException(path + ": no such image or folder");
            }
        }
        found.forEach(image -> ImageDecoder.size(image.file));
        return found;
    }

    /** {@code a.jpg}, and of the next one of that name {@code a-2.jpg}. */
    private static Path distinct(Path name, Set<Path> names) {
        Path candidate = name;
        String file = name.getFileName().toString();
        int dot = file.lastIndexOf('.') < 0 ? file.length() : file.lastIndexOf('.');
        for (int i = 2; !names.add(candidate); i++) {
            candidate = name.resolveSibling(file.substring(0, dot) + "-" + i + file.substring(dot));
        }
        return candidate;
    }
}
