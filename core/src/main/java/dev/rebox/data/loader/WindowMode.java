package dev.rebox.data.loader;

import com.fasterxml.jackson.annotation.JsonProperty;

/** When the multi-object task's windows of an image are drawn. */
public enum WindowMode {
    /** Once, for the whole run, as the paper's authors do. */
    @JsonProperty("fixed")
    FIXED,
    /** Anew in every epoch. */
    @JsonProperty("fresh")
    FRESH
}
