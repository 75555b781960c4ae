package dev.rebox.data;

import dev.rebox.error.DataException;
import org.jspecify.annotations.Nullable;

/** An annotation file that is missing or cannot be understood. */
public final class AnnotationException extends DataException {
    private final transient Origin where;
    private final String what;

    public AnnotationException(Origin where, String what, @Nullable Throwable cause) {
        super(where + ": " + what, cause);
        this.where = where;
        this.what = what;
    }

    public AnnotationException(Origin where, String what) {
        this(where, what, null);
    }

    /** The same as an entry in a list of problems. */
    public Problem asProblem(String image) {
        return Problem.error(image, where, Problem.Kind.UNREADABLE_ANNOTATION, what);
    }
}
