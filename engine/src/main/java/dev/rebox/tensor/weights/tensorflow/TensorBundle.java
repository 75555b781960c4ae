package dev.rebox.tensor.weights.tensorflow;

import dev.rebox.error.DataException;
import dev.rebox.tensor.weights.stored.DataType;
import dev.rebox.tensor.weights.stored.Entry;
import dev.rebox.tensor.weights.stored.OpenedFile;
import dev.rebox.tensor.weights.stored.RawTensor;
import dev.rebox.tensor.weights.stored.Weights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.Tensor;

/**
 * A checkpoint of TensorFlow (its "tensor bundle"): {@code NAME.index} says what is in {@code NAME.data-00000-of-00001}. Either
 * stands for both.
 */
public final class TensorBundle implements Weights {
    /** How an index ends. */
    public static final String INDEX = ".index";

    private static final String DATA = ".data-00000-of-00001";
    private static final int LARGEST_INDEX = 64 << 20;

    private final Path file;
    private final FileChannel data;
    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** Where a tensor lies. */
    private record Slot(long offset, int checksum) {}

    private TensorBundle(Path file, FileChannel data, Map<String, byte[]> table) throws IOException {
        this.file = file;
        this.data = data;
        for (Map.Entry<String, byte[]> row : table.entrySet()) {
            if (row.getKey().isEmpty()) {
                header(row.getValue());
            } else {
                add(row.getKey(), BundleEntry.parse(row.getValue()));
            }
        }
        if (entries.isEmpty()) {
            throw new IOException("has no tensors");
        }
    }

    /** Whether a file is a part of a checkpoint, by its name. */
    public static boolean isOne(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(INDEX) || name.endsWith(DATA);
    }

    /** @throws DataException if a part is missing or damaged */
    public static TensorBundle open(Path either) {
        String path = either.toString();
        String name = path.substring(0, path.length() - (path.endsWith(INDEX) ? INDEX : DATA).length());
        Path index = Path.of(name + INDEX);
        Path numbers = Path.of(name + DATA);
        for (Path part : new Path[] {index, numbers}) {
            if (!Files.isRegularFile(part)) {
                throw new DataException(
                        part + ": no such file. A checkpoint is NAME" + INDEX + " and NAME" + DATA + " beside it.");
            }
        }
        try {
            if (Files.size(index) > LARGEST_INDEX) {
                throw new IOException("its index has more than " + (LARGEST_INDEX >> 20) + " MB");
            }
            Map<String, byte[]> table = SortedTable.read(Files.readAllBytes(index));
            return OpenedFile.handOver(FileChannel.open(numbers), data -> new TensorBundle(index, data, table));
        } catch (IOException e) {
            throw new Malformed(index).of("is not a checkpoint of TensorFlow: " + e.getMessage());
        }
    }

    private static void header(byte[] bytes) throws IOException {
        if (BundleEntry.shards(bytes) != 1) {
            throw new IOException("its tensors lie in several files, which is not read");
        }
    }

    private void add(String name, BundleEntry found) throws IOException {
        Optional<DataType> type = TensorType.of(found.type());
        if (type.isEmpty() || found.sliced()) {
            return; // texts, and variables in pieces
        }
        Entry entry = new Entry(name, type.get(), found.shape());
        long bytes;
        try {
            bytes = entry.bytes();
        } catch (ArithmeticException e) {
            bytes = -1;
        }
        if (bytes < 0 // a shape that no tensor has, which a claimed size of -1 would equal
                || bytes != found.size()
                || found.offset() < 0
                || found.size() > data.size() - found.offset()) {
            throw new IOException(
                    "tensor '" + Entry.shown(name) + "' of shape " + entry.shapeText() + " is not all there");
        }
        entries.put(name, entry);
        slots.put(name, new Slot(found.offset(), found.checksum()));
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public Map<String, String> metadata() {
        return Map.of();
    }

    @Override
    public Map<String, Entry> entries() {
        return entries;
    }

    @Override
    public Tensor read(String name) {
        Entry entry = entries.get(name);
        Slot slot = slots.get(name);
        if (entry == null || slot == null) {
            throw new IllegalArgumentException(file + " has no tensor " + name);
        }
        Tensor values = RawTensor.empty(entry);
        try {
            RawTensor.read(data, slot.offset, values);
        } catch (IOException e) {
            throw new DataException(file + ": tensor " + name + " cannot be read: " + e.getMessage(), e);
        }
        if (values.numel() > 0 && checksum(values) != slot.checksum) {
            throw new DataException(file + ": tensor '" + Entry.shown(name)
                    + "' is damaged: its checksum is not that of its" + " numbers.");
        }
        return values;
    }

    private static int checksum(Tensor values) {
        ByteBuffer bytes = new BytePointer(values.data_ptr())
                .capacity(RawTensor.bytes(values))
                .asByteBuffer();
        return Checksum.masked(bytes);
    }

    @Override
    public void close() {
        OpenedFile.close(data);
    }
}
