package dev.rebox.export.network;

import dev.rebox.export.graph.Value;
import org.jspecify.annotations.Nullable;

/**
 * Regions of the image.
 *
 * @param boxes [N, 4] in pixels
 * @param count N, or {@link #ANY} where it depends on the image
 * @param real bool [N]: which of them are regions and do not only fill up the number; null: all
 */
record RegionBoxes(Value boxes, long count, @Nullable Value real) {
    /** A number that the image decides. */
    static final long ANY = -1;

    /** All of them are regions. */
    RegionBoxes(Value boxes, long count) {
        this(boxes, count, null);
    }

    boolean isFixed() {
        return count != ANY;
    }

    /** As many others, of which the same are real. */
    RegionBoxes with(Value others) {
        return new RegionBoxes(others, count, real);
    }
}
