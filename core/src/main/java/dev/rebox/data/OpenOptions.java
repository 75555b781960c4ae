package dev.rebox.data;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a data set's address does not say.
 *
 * @param format the kind of files, where looking is not to decide
 * @param images the folder of a COCO file's images
 * @param masks whether masks are read too, where the format has them (COCO, LabelMe)
 */
public record OpenOptions(Optional<DatasetFormat> format, Optional<Path> images, boolean masks) {
    /** Boxes only. */
    public OpenOptions(Optional<DatasetFormat> format, Optional<Path> images) {
        this(format, images, false);
    }

    /** Find out by looking. */
    public static final OpenOptions NONE = new OpenOptions(Optional.empty(), Optional.empty());

    public static OpenOptions images(Path folder) {
        return new OpenOptions(Optional.empty(), Optional.of(folder));
    }

    public OpenOptions withMasks(boolean read) {
        return new OpenOptions(format, images, read);
    }

    /** The format given, else that of what lies there. */
    DatasetFormat formatOf(Path path) {
        return format.orElseGet(() -> DatasetFormats.of(path));
    }
}
