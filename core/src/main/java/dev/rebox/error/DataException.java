package dev.rebox.error;

import org.jspecify.annotations.Nullable;

/** The data is not usable: a missing or broken file, a box without area, a file that is not an image. Exit status 3. */
public class DataException extends ReboxException {
    public DataException(String message) {
        super(message);
    }

    public DataException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public int exitStatus() {
        return 3;
    }
}
