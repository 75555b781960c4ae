package dev.rebox.tensor;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What of batch normalisation is trained while it normalises by the stored statistics. */
public enum TrainedNormalization {
    /** Nothing: it is a constant factor and a constant bias. */
    @JsonProperty("frozen")
    FROZEN,
    /** What is added. */
    @JsonProperty("shift")
    SHIFT,
    /** What it multiplies by, and what is added. */
    @JsonProperty("scale_shift")
    SCALE_SHIFT;

    boolean scale() {
        return this == SCALE_SHIFT;
    }

    boolean shift() {
        return this != FROZEN;
    }
}
