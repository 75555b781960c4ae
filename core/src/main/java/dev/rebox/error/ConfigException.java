package dev.rebox.error;

import org.jspecify.annotations.Nullable;

/** Wrong usage or configuration: an unknown key, an impossible value, weights that do not fit. Exit status 2. */
public class ConfigException extends ReboxException {
    public ConfigException(String message) {
        super(message);
    }

    public ConfigException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public int exitStatus() {
        return 2;
    }
}
