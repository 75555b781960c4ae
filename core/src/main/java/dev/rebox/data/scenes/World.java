package dev.rebox.data.scenes;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What tells the lookalikes of a world apart: their company, their looks, both or neither.
 *
 * @param context what the company tells, 0..1. That share of the lookalikes stand in the company of their own kind, and a coin
 *     decides in whose company each other one stands: at 1 the company tells all, at 0 nothing.
 * @param likeness how alike they look, 0..1. At 1 two kinds have one look. Below, each has a mark of its own, at 0 a plain one.
 */
public record World(
        @JsonProperty(required = true) double context,
        @JsonProperty(required = true) double likeness) {
    /** The lookalikes have one look, and only what stands beside them tells them apart. */
    public static final World ONLY_NEIGHBOURS = new World(1, 1);

    /** @throws IllegalArgumentException for a value outside 0..1 */
    public World {
        if (!(context >= 0 && context <= 1 && likeness >= 0 && likeness <= 1)) {
            throw new IllegalArgumentException(
                    "context " + context + ", likeness " + likeness + ": each is from 0 to 1");
        }
    }
}
