package dev.rebox.evaluate.errors;

import dev.rebox.box.Detection;
import dev.rebox.data.Annotation;
import org.jspecify.annotations.Nullable;

/**
 * A label that detections contradict.
 *
 * @param imageId the image to look at
 * @param truth the label in doubt; null where one seems to be missing
 * @param detection what contradicts it; null where nobody sees the object
 * @param suspicion 0..1, by which suspects are ranked: the detection's score, less that of the best one that agrees with the label; for a
 *     label that nobody finds, the share of the objects of its class and size that are found
 */
public record Suspect(
        Kind kind,
        String imageId,
        @Nullable Annotation truth,
        @Nullable Detection detection,
        double suspicion) {
    /** What may be wrong with a label. */
    public enum Kind {
        /** A confident detection where there is no label. */
        MISSING_BOX,
        /** A confident detection of another class on the same place. */
        WRONG_CLASS,
        /** A confident detection of the class that overlaps by .1 to .5 only. */
        LOOSE_BOX,
        /** No detection of any class and score overlaps it by .5. */
        NEVER_FOUND
    }
}
