package dev.rebox.data;

import dev.rebox.error.DataException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A kind of files that data sets come in. An implementation has a public constructor without parameters, and its name stands
 * on a line of {@code META-INF/services/dev.rebox.data.DatasetFormat}: nothing else must know of it.
 */
public interface DatasetFormat {
    /** Its name, and what other rooms must know of it. */
    Dataset.Format format();

    /** What a user gives, for messages: {@code a folder with Annotations/ (VOC)}. */
    String looksLike();

    /** Whether what lies there is of this kind, by its name and by what it holds. */
    boolean recognises(Path path);

    /**
     * Reads the images and boxes.
     *
     * @param problems is told of what cannot be read; what it lets pass is left out
     * @throws dev.rebox.error.DataException where a file is missing or cannot be understood, naming it and the line
     */
    Dataset read(Source source, Consumer<Problem> problems);

    /** The ids or image files that each split lists; empty where there are no splits. */
    default Map<String, List<String>> splits(Path path) {
        return Map.of();
    }

    /**
     * What is read.
     *
     * @param path of the folder or file
     * @param name of the data set, as the user called it
     * @param split of its images; empty for the usual one
     * @param images the folder of the images, where it is not beside the annotations
     * @param masks whether masks are wanted, by a format that has them
     */
    record Source(Path path, String name, Optional<String> split, Optional<Path> images, boolean masks) {
        /** Boxes only. */
        public Source(Path path, String name, Optional<String> split, Optional<Path> images) {
            this(path, name, split, images, false);
        }

        /** For formats in which a file is one split. @throws DataException where one is asked for @param what is read */
        public void refuseSplit(String what) {
            split.ifPresent(one -> {
                throw new DataException(
                        path + " is " + what + ", which has no split '" + one + "': name that of the split itself");
            });
        }
    }
}
