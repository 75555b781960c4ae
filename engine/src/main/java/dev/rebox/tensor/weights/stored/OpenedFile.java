package dev.rebox.tensor.weights.stored;

import java.io.Closeable;
import java.io.IOException;

/** Files that are open for reading: who closes them, whatever happens. */
public final class OpenedFile {
    private OpenedFile() {}

    /** What makes a reader of an open file. */
    public interface Maker<C extends Closeable, T> {
        T of(C file) throws IOException;
    }

    /** Makes the reader that will close {@code file}. Where that fails, by memory that lacks too, the file is closed here. */
    public static <C extends Closeable, T> T handOver(C file, Maker<C, T> maker) throws IOException {
        boolean made = false;
        try {
            T reader = maker.of(file);
            made = true;
            return reader;
        } finally {
            if (!made) {
                close(file);
            }
        }
    }

    /** Closes a file that was only read: if that fails, nothing is lost. */
    public static void close(Closeable file) {
        try {
            file.close();
        } catch (IOException e) {
            // See above.
        }
    }
}
