package dev.rebox.data;

import dev.rebox.data.image.ImageKind;
import dev.rebox.error.DataException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Images without annotations, as a user names them: files, and folders that are searched at any depth. */
public final class NamedImages {
    private final List<Named> images = new ArrayList<>();
    private final List<ImageFiles.PassedOver> passedOver = new ArrayList<>();
    private final List<DataException> failures = new ArrayList<>();
    private final Set<Path> names = new HashSet<>();

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
     * What was found.
     *
     * @param images none was opened yet: whether each can be read shows when it is read
     * @param passedOver what folders hold beside them, see {@link ImageFiles.Listing}
     * @param failures of what the user named: a file that is not there, a folder without images
     */
    public record Found(List<Named> images, List<ImageFiles.PassedOver> passedOver, List<DataException> failures) {}

    /** All images, and what there is beside them; one wrong name does not cost the others. */
    public static Found search(List<Path> filesAndFolders) {
        NamedImages all = new NamedImages();
        for (Path path : filesAndFolders) {
            try {
                all.add(path);
            } catch (DataException e) {
                all.failures.add(e);
            }
        }
        return new Found(List.copyOf(all.images), List.copyOf(all.passedOver), List.copyOf(all.failures));
    }

    private void add(Path path) {
        if (Files.isDirectory(path)) {
            addFolder(path);
        } else if (Files.exists(path)) {
            images.add(new Named(path, distinct(path.getFileName())));
        } else if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new DataException(path + ": this link leads nowhere");
        } else {
            throw new DataException(path + ": no such image or folder");
        }
    }

    private void addFolder(Path folder) {
        ImageFiles.Listing inside = ImageFiles.listing(folder);
        if (inside.images().isEmpty()) {
            String instead =
                    inside.passedOver().isEmpty() ? "" : ", but " + ImageFiles.PassedOver.line(inside.passedOver());
            throw new DataException(folder + ": no images in this folder ("
                    + ImageKind.allRead().replace(" and ", " or ") + ")" + instead);
        }
        passedOver.addAll(inside.passedOver());
        inside.images().forEach(file -> images.add(new Named(file, distinct(folder.relativize(file)))));
    }

    /** {@code a.jpg}, and of the next one of that name {@code a-2.jpg}. */
    private Path distinct(Path name) {
        Path candidate = name;
        String file = name.getFileName().toString();
        int dot = file.lastIndexOf('.') < 0 ? file.length() : file.lastIndexOf('.');
        for (int i = 2; !names.add(candidate); i++) {
            candidate = name.resolveSibling(file.substring(0, dot) + "-" + i + file.substring(dot));
        }
        return candidate;
    }
}
