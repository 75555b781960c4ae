package dev.rebox.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.rebox.config.Key.Affects;
import dev.rebox.config.Key.Resume;
import dev.rebox.data.check.OnError;
import dev.rebox.data.image.ResizeRule;
import dev.rebox.error.ConfigException;
import org.jspecify.annotations.Nullable;

/** The {@code data} part of a configuration: see {@code defaults.yaml}. */
public record DataConfig(
        @Key(resume = Resume.CHECKED, optional = true, path = true, effect = SAME) @Nullable
        String train,

        @Key(resume = Resume.FREE, optional = true, path = true, effect = EVALUATED) @Nullable
        String test,

        @Key(resume = Resume.FREE, optional = true, path = true, effect = "the best score so far is forgotten")
        @Nullable
        String validation,

        @Key(resume = Resume.CHECKED, effect = SAME) double validationShare,

        @Key(resume = Resume.CHECKED, affects = Affects.SPEED, optional = true, path = true, effect = SAME) @Nullable
        String images,

        @Key int shorterSide,
        @Key int longerSide,
        @Key boolean flip,
        @Key(resume = Resume.CHECKED, effect = SAME) double fraction,
        @Key(resume = Resume.CHECKED, effect = SAME) Difficult difficult,
        @Key(resume = Resume.CHECKED, effect = SAME) OnError onError,
        @Key boolean masks) {
    private static final String SAME = "the annotations are still the same";
    private static final String EVALUATED = "evaluations use it from here on";

    /** How images are resized. */
    public ResizeRule resize() {
        return new ResizeRule(shorterSide, longerSide);
    }

    /** What training does with boxes marked difficult. */
    public enum Difficult {
        @JsonProperty("keep")
        KEEP,
        @JsonProperty("drop")
        DROP
    }

    public DataConfig {
        if (shorterSide < 32 || longerSide < shorterSide) {
            throw new ConfigException("data.shorterSide: " + shorterSide + " and data.longerSide: " + longerSide
                    + " must be at least 32, the longer one no less than the shorter.");
        }
        if (!(validationShare >= 0 && validationShare <= 0.5)) {
            throw new ConfigException("data.validationShare: " + validationShare + " is not from 0 to 0.5.");
        }
        if (validationShare > 0 && validation != null) {
            throw new ConfigException(
                    "data.validationShare: there is a data.validation already. Leave one of them out.");
        }
        if (!(fraction > 0 && fraction <= 1)) {
            throw new ConfigException("data.fraction: " + fraction + " is not above 0 and at most 1.");
        }
    }
}
