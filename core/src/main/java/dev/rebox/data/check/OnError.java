package dev.rebox.data.check;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What training does with a data set that has errors. */
public enum OnError {
    /** Refuse it. */
    @JsonProperty("stop")
    STOP,
    /** Leave faulty images and boxes out, with a list. */
    @JsonProperty("drop")
    DROP
}
