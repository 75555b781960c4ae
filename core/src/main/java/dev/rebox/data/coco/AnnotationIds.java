package dev.rebox.data.coco;

import dev.rebox.data.Annotation;
import dev.rebox.data.Problem;
import java.util.List;
import java.util.function.Consumer;

/** Annotation ids that COCO's own tool takes otherwise than people mean them. */
public final class AnnotationIds {
    /** What an annotation with the id 0 costs. */
    public static final String ZERO =
            "COCO's own tool counts an annotation with the id 0 as never found, and so do COCO's"
                    + " figures here: number the annotations from 1";

    private AnnotationIds() {}

    static void check(List<Annotation> annotations, Consumer<Problem> problems) {
        long[] ids = annotations.stream()
                .mapToLong(a -> a.origin().id())
                .filter(id -> id >= 0)
                .sorted()
                .toArray();
        if (ids.length > 0 && ids[0] == 0) {
            problems.accept(
                    Problem.warning(null, withId(annotations, 0, 0).origin(), Problem.Kind.ANNOTATION_ID_ZERO, ZERO));
        }
        int repeated = 0;
        long first = -1;
        for (int i = 1; i < ids.length; i++) {
            if (ids[i] == ids[i - 1]) {
                repeated++;
                first = first < 0 ? ids[i] : first;
            }
        }
        if (repeated > 0) {
            problems.accept(Problem.warning(
                    null,
                    withId(annotations, first, 1).origin(),
                    Problem.Kind.DUPLICATE_ANNOTATION_ID,
                    "another annotation has this id too"
                            + (repeated > 1 ? ", and there are " + (repeated - 1) + " more such ids" : "")
                            + "; each is read as a box of its own"));
        }
    }

    /** One of the annotations of an id. @param before how many others come before it */
    private static Annotation withId(List<Annotation> annotations, long id, int before) {
        return annotations.stream()
                .filter(a -> a.origin().id() == id)
                .skip(before)
                .findFirst()
                .orElseThrow();
    }
}
