package dev.rebox.config;

import dev.rebox.error.ConfigException;
import java.util.Locale;

/** Where a network runs. */
public enum Device {
    /** The first CUDA device where the engine sees one, else the processor. */
    AUTO,
    /** The processor. */
    CPU,
    /** The first CUDA device. */
    CUDA;

    /** The device that {@code train.device} names. @throws ConfigException for another text */
    public static Device of(String key) {
        for (Device device : values()) {
            if (device.key().equals(key)) {
                return device;
            }
        }
        throw new ConfigException("train.device: '" + key + "' is not one of auto, cpu, cuda.");
    }

    /** As the key {@code train.device} takes it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
