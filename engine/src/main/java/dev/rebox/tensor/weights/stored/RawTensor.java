package dev.rebox.tensor.weights.stored;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/** Moves the little-endian numbers of a tensor between memory and file with no copy between. */
public final class RawTensor {
    private static final long PIECE = 1 << 30;
    private static final int BUFFER = 1 << 20;

    private RawTensor() {}

    public static Tensor empty(Entry entry) {
        return torch.empty(entry.sides(), new TensorOptions(entry.type().scalarType()), new MemoryFormatOptional());
    }

    /** Fills a row-major CPU tensor with the bytes at {@code position}. */
    public static void read(FileChannel channel, long position, Tensor into) throws IOException {
        long length = bytes(into);
        for (long done = 0; done < length; ) {
            ByteBuffer piece = piece(into, done, length);
            int got = channel.read(piece, position + done);
            if (got < 0) {
                throw new EOFException("the file ended early");
            }
            done += got;
        }
    }

    /** Fills a row-major CPU tensor with the next bytes of a stream. */
    public static void read(InputStream in, Tensor into) throws IOException {
        long length = bytes(into);
        byte[] buffer = new byte[(int) Math.min(length, BUFFER)];
        for (long done = 0; done < length; ) {
            int wanted = (int) Math.min(buffer.length, length - done);
            if (in.readNBytes(buffer, 0, wanted) < wanted) {
                throw new EOFException("the file ended early");
            }
            piece(into, done, length).put(buffer, 0, wanted);
            done += wanted;
        }
    }

    /** Appends the bytes of a row-major CPU tensor. */
    public static void write(FileChannel channel, Tensor from) throws IOException {
        long length = bytes(from);
        for (long done = 0; done < length; ) {
            done += channel.write(piece(from, done, length));
        }
    }

    public static long bytes(Tensor tensor) {
        return tensor.numel() * tensor.element_size();
    }

    private static ByteBuffer piece(Tensor tensor, long from, long length) {
        BytePointer start = new BytePointer(tensor.data_ptr());
        return start.position(from).limit(Math.min(length, from + PIECE)).asByteBuffer();
    }
}
