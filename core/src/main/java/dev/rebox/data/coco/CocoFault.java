package dev.rebox.data.coco;

import dev.rebox.data.Origin;
import dev.rebox.data.Problem;
import org.jspecify.annotations.Nullable;

/** What is wrong with an annotation, until it is known what its image is called. @param imageId null where it has none */
record CocoFault(@Nullable Long imageId, Origin origin, Problem.Kind kind, String what) {

    static CocoFault unboxed(long image, Origin origin) {
        return new CocoFault(
                image,
                origin,
                Problem.Kind.UNREADABLE_ANNOTATION,
                "its \"bbox\" is not four numbers [x, y, width, height], and it has no polygon");
    }

    /** @param image its id as the file has it @param fileName null where there is no such image */
    Problem problem(@Nullable String image, @Nullable String fileName) {
        return Problem.error(image, origin, kind, what + (fileName == null ? "" : " (image file " + fileName + ")"));
    }
}
