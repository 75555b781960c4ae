package dev.rebox.file;

import dev.rebox.error.DataException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file that cannot be read as what it is meant to be. The message has file and line. */
public final class MalformedFile extends DataException {
    private final int line;
    private final String what;

    public MalformedFile(Path file, int line, String what, @Nullable Throwable cause) {
        super(file + (line > 0 ? ":" + line : "") + ": " + what, cause);
        this.line = line;
        this.what = what;
    }

    /** From 1; 0 where it is not known. */
    public int line() {
        return line;
    }

    /** What is wrong, without the place. */
    public String what() {
        return what;
    }
}
