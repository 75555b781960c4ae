package dev.rebox.config;

import dev.rebox.data.check.OnError;
import dev.rebox.error.ConfigException;

/** The {@code data} part of a configuration: see {@code defaults.yaml}. */
public record DataConfig(
        String train,
        String test,
        String validation,
        String images,
        int shorterSide,
        int longerSide,
        boolean flip,
        double fraction,
        Difficult difficult,
        OnError onError) {
    /** What training does with boxes marked difficult. */
    public enum Difficult {
        KEEP,
        DROP
    }

    public DataConfig {
        if (shorterSide < 32 || longerSide < shorterSide) {
            throw new ConfigException("data.shorterSide: " + shorterSide + " and data.longerSide: " + longerSide
                    + " must be at least 32, the longer one no less than the shorter.");
        }
        if (!(fraction > 0 && fraction <= 1)) {
            throw new ConfigException("data.fraction: " + fraction + " is not above 0 and at most 1.");
        }
    }
}
