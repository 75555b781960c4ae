package dev.rebox.tensor.weights;

import dev.rebox.error.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
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

    /**
     * Opens a safetensors file, a PyTorch state dict (zip) or a NumPy archive, told apart by their contents.
     *
     * @throws DataException if there is no such file, or it is none of these, or broken
     */
    static Weights open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new DataException(file + ": no such weights file");
        }
        return Safetensors.open(file);
    }

    /** The first bytes of a file, fewer if it is shorter. */
    static byte[] firstBytes(Path file, int count) {
        ByteBuffer buffer = ByteBuffer.allocate(count);
        try (FileChannel channel = FileChannel.open(file)) {
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                continue;
            }
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + e.getMessage(), e);
        }
        byte[] bytes = new byte[buffer.position()];
        buffer.flip().get(bytes);
        return bytes;
    }
}
