package dev.rebox.evaluate.errors;

import dev.rebox.box.Detection;
import dev.rebox.data.Annotation;
import org.jspecify.annotations.Nullable;

/**
 * One error.
 *
 * @param detection the detection; null for a missed object
 * @param truth the object that it is about; null for a background error and for one of class and place
 * @param counts false for a detection on a crowd or difficult object, which costs nothing as it stands
 * @param repairs true where putting it right would find its object, being the best of the errors about it
 */
public record Mistake(
        ErrorKind kind,
        String imageId,
        @Nullable Detection detection,
        @Nullable Annotation truth,
        boolean counts,
        boolean repairs) {}
