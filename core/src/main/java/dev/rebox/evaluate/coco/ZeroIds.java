package dev.rebox.evaluate.coco;

import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.data.Origin;
import dev.rebox.data.coco.AnnotationIds;
import java.util.Optional;

/** COCO's own tool keeps the id of the annotation that a detection found, and takes 0 for none. So do the figures here. */
public final class ZeroIds {
    private ZeroIds() {}

    /** Why COCO's figures of this truth cannot reach 100, in a line; empty where they can. */
    public static Optional<String> warning(Dataset truth) {
        return truth.examples().stream()
                .flatMap(e -> e.annotations().stream())
                .map(Annotation::origin)
                .filter(origin -> origin.id() == 0 && truth.format().equals(Dataset.Format.COCO))
                .map(Origin::toString)
                .findFirst()
                .map(place -> place + ": " + AnnotationIds.ZERO);
    }
}
