package dev.rebox.config;

import java.util.Locale;

/** Where a network runs. */
public enum Device {
    /** The first CUDA device where the engine sees one, else the processor. */
    AUTO,
    /** The processor. */
    CPU,
    /** The first CUDA device. */
    CUDA;

    /** As the key {@code train.device} takes it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
