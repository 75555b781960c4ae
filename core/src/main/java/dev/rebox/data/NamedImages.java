package dev.rebox.data;

import dev.rebox.error.DataException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

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
     * All images. They are not opened: what one of them is shows when it is read, and costs the others nothing.
     *
     * @param passedOver is told of each file in a folder that looks like an image and is not read
     * @throws DataException where a file is missing, or a folder holds no images
     */
    public static List<Named> find(List<Path> filesAndFolders, Consumer<ImageFiles.PassedOver> passedOver) {
        List<Named> found = new ArrayList<>();
        Set<Path> names = new HashSet<>();
        for (Path path : filesAndFolders) {
            if (Files.isDirectory(path)) {
                ImageFiles.Listing inside = ImageFiles.listing(path);
                inside.passedOver().forEach(passedOver);
                if (inside.images().isEmpty()) {
                    throw new DataException(path + ": no images in this folder (JPEG, PNG, WebP, TIFF, BMP or GIF)");
                }
                inside.images().forEach(file -> found.add(new Named(file, distinct(path.relativize(file), names))));
            } else if (Files.exists(path)) {
                found.add(new Named(path, distinct(path.getFileName(), names)));
            } else {
                throw new DataException(path + ": no such image or folder");
            }
        }
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
