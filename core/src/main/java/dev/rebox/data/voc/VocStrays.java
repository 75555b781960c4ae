package dev.rebox.data.voc;

import dev.rebox.data.ImageFiles;
import dev.rebox.data.Origin;
import dev.rebox.data.Problem;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Files of a VOC folder that have no counterpart, apart from those that are being read. */
record VocStrays(
        VocLayout layout,
        Map<String, Path> annotations,
        Map<String, Path> images,
        Map<String, ImageFiles.PassedOver> unread) {

    /** @param read the ids that are being read */
    void report(Set<String> read, Consumer<Problem> problems) {
        annotations.forEach((id, file) -> {
            if (!read.contains(id) && !images.containsKey(id)) {
                problems.accept(Problem.warning(
                        id,
                        Origin.of(file),
                        Problem.Kind.ANNOTATION_WITHOUT_IMAGE,
                        "no split that is read here lists this annotation, and it has no image"));
            }
        });
        images.forEach((id, file) -> {
            if (!read.contains(id) && !annotations.containsKey(id)) {
                problems.accept(Problem.warning(
                        id,
                        Origin.of(file),
                        Problem.Kind.IMAGE_WITHOUT_ANNOTATION,
                        "the image has no annotation file"));
            }
        });
        unread.forEach((id, image) -> {
            if (!annotations.containsKey(id)) {
                problems.accept(Problem.warning(
                        id, Origin.of(image.file()), Problem.Kind.UNREAD_FILE, "the image " + image.why()));
            }
        });
    }
}
