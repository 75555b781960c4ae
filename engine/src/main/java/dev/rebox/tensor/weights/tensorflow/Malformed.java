package dev.rebox.tensor.weights.tensorflow;

import dev.rebox.error.DataException;
import java.nio.file.Path;

/** How a file is refused. */
record Malformed(Path file) {
    DataException of(String what) {
        return new DataException(file + ": " + what + ". Was the download cut off, or is it another kind of file?");
    }
}
