package dev.rebox.error;

import org.jspecify.annotations.Nullable;

/**
 * A failure that the user can understand and act on. Its message is one line: what is wrong, where (file, line, image),
 * what to do. The command line prints that line and exits with {@link #exitStatus()}.
 */
public class ReboxException extends RuntimeException {
    public ReboxException(String message) {
        super(message);
    }

    public ReboxException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** The status the program ends with: 1, unless a subclass knows better. */
    public int exitStatus() {
        return 1;
    }
}
