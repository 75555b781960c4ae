package dev.rebox.data.coco;

import dev.rebox.data.Annotation;
import dev.rebox.data.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Annotation ids that COCO's own tool takes otherwise than people mean them. */
final class AnnotationIds {
    private AnnotationIds() {}

    static void check(Stream<Annotation> annotations, Consumer<Problem> problems) {
        List<Annotation> all = annotations.filter(a -> a.origin().id() >= 0).toList();
        all.stream()
                .filter(a -> a.origin().id() == 0)
                .findFirst()
                .ifPresent(a -> problems.accept(Problem.warning(
                        null,
                        a.origin(),
                        Problem.Kind.ANNOTATION_ID_ZERO,
                        "COCO's own tool counts an annotation with the id 0 as never found, and so do COCO's figures here:"
                                + " number the annotations from 1")));
        long[] ids = all.stream().mapToLong(a -> a.origin().id()).toArray();
        Arrays.sort(ids);
        int repeated = 0;
        long first = -1;
        for (int i = 1; i < ids.length; i++) {
            if (ids[i] == ids[i - 1]) {
                repeated++;
                first = first < 0 ? ids[i] : first;
            }
        }
        if (repeated > 0) {
            long example = first;
            Annotation one = all.stream()
                    .filter(a -> a.origin().id() == example)
                    .skip(1)
                    .findFirst()
                    .orElseThrow();
            problems.accept(Problem.warning(
                    null,
                    one.origin(),
                    Problem.Kind.DUPLICATE_ANNOTATION_ID,
                    "another annotation has this id too"
                            + (repeated > 1 ? ", and there are " + (repeated - 1) + " more such ids" : "")
                            + "; each is read as a box of its own"));
        }
    }
}
