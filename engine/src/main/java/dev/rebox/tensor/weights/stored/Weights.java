package dev.rebox.tensor.weights.stored;

import dev.rebox.error.DataException;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** An open file of named tensors. Opening reads what is in it; the values are read one tensor at a time. */
public interface Weights extends AutoCloseable {
    /** Where it lies, for messages. */
    Path file();

    /** What the file says about itself; empty where the format has no place for that. */
    Map<String, String> metadata();

    /** Everything in it by name, in the file's order. */
    Map<String, Entry> entries();

    /**
     * The values of one entry as a new tensor on the CPU, in the entry's type and shape, row-major; it belongs to the
     * caller's scope.
     *
     * @throws DataException if the file cannot be read any more
     */
    Tensor read(String name);

    @Override
    void close();
}
