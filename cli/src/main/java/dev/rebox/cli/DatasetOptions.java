package dev.rebox.cli;

import dev.rebox.data.DatasetFormats;
import dev.rebox.data.OpenOptions;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a DATASET is read, where looking at it does not tell. */
final class DatasetOptions {
    @Option(
            names = "--format",
            description =
                    "voc, coco, yolo, cvat, labelme, labelstudio, openimages or csv; found by looking if not given.")
    Optional<String> format = Optional.empty();

    @Option(
            names = "--images",
            paramLabel = "DIR",
            description = "Where the images are, if not beside the annotations: a folder, or TAR archives in it.")
    Optional<Path> images = Optional.empty();

    OpenOptions open() {
        return new OpenOptions(format.map(DatasetFormats::named), images);
    }
}
