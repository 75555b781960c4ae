package dev.rebox.tensor.weights.torch;

import dev.rebox.error.DataException;
import dev.rebox.tensor.weights.stored.FileStart;
import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.pytorch.Tensor;

/** The two ways in which PyTorch has laid out a file: a pickled object, and beside it the storages of its tensors. */
interface TorchFile extends AutoCloseable {
    /** The unpickled object. */
    Object content();

    /** @throws DataException if the file has no such storage, or not so many bytes of it */
    void check(String tensor, PickledTensor.Storage storage);

    /** Fills a row-major CPU tensor with the bytes of a storage from {@code from} on. */
    void read(PickledTensor.Storage storage, long from, Tensor into) throws IOException;

    @Override
    void close();

    /** @throws DataException if it is neither */
    static TorchFile open(Path file) {
        try {
            return FileStart.isZip(file) ? TorchZip.open(file) : TorchLegacy.open(file);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }
}
