package dev.rebox.tensor.weights;

import dev.rebox.error.DataException;
import dev.rebox.tensor.weights.numpy.Npz;
import dev.rebox.tensor.weights.safetensors.Safetensors;
import dev.rebox.tensor.weights.safetensors.SafetensorsHeader;
import dev.rebox.tensor.weights.stored.Entry;
import dev.rebox.tensor.weights.torch.StateDict;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipFile;
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
        byte[] start = firstBytes(file, 2);
        if (isZip(file)) {
            return isNumpy(file) ? Npz.open(file) : StateDict.open(file);
        }
        // A pickle begins with its protocol, 0x80 0x02 to 0x80 0x05; as a safetensors length that is an odd, short
        // header
        // of 640 to 1408 bytes, which begins with a brace.
        boolean pickle = start.length == 2 && start[0] == (byte) 0x80 && start[1] >= 2 && start[1] <= 5;
        return pickle && !hasSafetensorsHeader(file) ? StateDict.open(file) : Safetensors.open(file);
    }

    private static boolean hasSafetensorsHeader(Path file) {
        byte[] start = firstBytes(file, SafetensorsHeader.PREFIX_BYTES + 1);
        return start.length > SafetensorsHeader.PREFIX_BYTES && start[SafetensorsHeader.PREFIX_BYTES] == '{';
    }

    /** Whether it begins like a zip archive. */
    static boolean isZip(Path file) {
        byte[] start = firstBytes(file, 4);
        return start.length == 4 && start[0] == 'P' && start[1] == 'K' && start[2] == 3 && start[3] == 4;
    }

    private static boolean isNumpy(Path file) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return zip.stream().anyMatch(entry -> entry.getName().endsWith(Npz.SUFFIX));
        } catch (IOException e) {
            throw new DataException(file + ": is a damaged zip file: " + e.getMessage(), e);
        }
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
