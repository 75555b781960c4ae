package dev.rebox.tensor.weights.stored;

import dev.rebox.error.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** What a file is, told from how it begins. */
public final class FileStart {
    private FileStart() {}

    /** Whether it begins like a zip archive. */
    public static boolean isZip(Path file) {
        byte[] start = bytes(file, 4);
        return start.length == 4 && start[0] == 'P' && start[1] == 'K' && start[2] == 3 && start[3] == 4;
    }

    /** The first bytes of a file, fewer if it is shorter. */
    public static byte[] bytes(Path file, int count) {
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
