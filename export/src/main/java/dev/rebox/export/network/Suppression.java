package dev.rebox.export.network;

import dev.rebox.export.graph.Value;
import org.jspecify.annotations.Nullable;

/** Greedy non-maximum suppression as nodes, see {@link dev.rebox.box.Nms}. */
interface Suppression {
    /** The score of what takes no part. */
    float LOWEST = -1e30f;

    /** Whatever takes part has a score above this. */
    float FLOOR = -1e29f;

    /**
     * Boxes that were kept.
     *
     * @param classes int64 [M]
     * @param rows int64 [M]: which of its class
     * @param scores float32 [M]
     * @param count M, or {@link RegionBoxes#ANY} where it depends on the image
     * @param real bool [M]: which of them were kept and do not only fill up the number; null: all
     */
    record Kept(
            Value classes,
            Value rows,
            Value scores,
            long count,
            @Nullable Value real) {}

    /**
     * What is kept of each of C classes.
     *
     * @param boxes [C, N, 4]
     * @param scores [C, N]; what has {@link #LOWEST} takes no part
     * @param candidates N, or {@link RegionBoxes#ANY}
     * @param iou above which the weaker of two boxes goes
     * @param limit at most so many of a class
     */
    Kept keep(Value boxes, Value scores, int classes, long candidates, double iou, int limit);
}
