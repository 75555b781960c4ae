package dev.rebox.tensor.weights.torch;

import static java.util.Objects.requireNonNull;

import dev.rebox.error.DataException;
import dev.rebox.tensor.weights.stored.OpenedFile;
import dev.rebox.tensor.weights.stored.RawTensor;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * The format before 2020: five pickles (magic number, version, facts about the system, the object, the keys of its
 * storages), then for every key a count of 8 bytes and the numbers.
 */
final class TorchLegacy implements TorchFile {
    private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
    private static final int COUNT_BYTES = 8;

    private final Path file;
    private final FileChannel channel;
    private final Object content;
    private final Map<String, Long> positions = new HashMap<>();

    private TorchLegacy(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        Counting in = new Counting(new BufferedInputStream(Channels.newInputStream(channel)));
        Unpickler pickles = new Unpickler(file, in);
        if (!MAGIC.equals(pickles.read())) {
            throw new DataException(file + ": is not a weights file: neither safetensors nor PyTorch's nor NumPy's");
        }
        pickles.read();
        pickles.read();
        content = pickles.read();
        List<?> keys = pickles.read() instanceof List<?> list ? list : List.of();
        findStorages(keys, pickles.storages(), in.count);
    }

    static TorchLegacy open(Path file) throws IOException {
        return OpenedFile.handOver(FileChannel.open(file), channel -> new TorchLegacy(file, channel));
    }

    private void findStorages(List<?> keys, Map<String, PickledTensor.Storage> storages, long start)
            throws IOException {
        long at = start;
        for (Object key : keys) {
            PickledTensor.Storage storage = key instanceof String text ? storages.get(text) : null;
            if (storage == null || storage.bytes() > channel.size() - at - COUNT_BYTES) {
                throw new DataException(file + ": its storages are not all there. Was the download cut off?");
            }
            if (count(at) != storage.count()) {
                throw new DataException(file + ": a storage has " + count(at) + " numbers, not " + storage.count());
            }
            positions.put(storage.key(), at + COUNT_BYTES);
            at += COUNT_BYTES + storage.bytes();
        }
    }

    @Override
    public Object content() {
        return content;
    }

    @Override
    public void check(String tensor, PickledTensor.Storage storage) {
        if (!positions.containsKey(storage.key())) {
            throw new DataException(file + ": tensor '" + tensor + "' has no storage in the file");
        }
    }

    @Override
    public void read(PickledTensor.Storage storage, long from, Tensor into) throws IOException {
        RawTensor.read(channel, requireNonNull(positions.get(storage.key())) + from, into);
    }

    private long count(long position) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(COUNT_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new EOFException("the file ended early");
            }
        }
        return buffer.flip().getLong();
    }

    @Override
    public void close() {
        OpenedFile.close(channel);
    }

    /** Knows how far the pickles reached, however far ahead the buffer has read. */
    private static final class Counting extends FilterInputStream {
        private long count;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int got = super.read(bytes, offset, length);
            count += Math.max(0, got);
            return got;
        }
    }
}
