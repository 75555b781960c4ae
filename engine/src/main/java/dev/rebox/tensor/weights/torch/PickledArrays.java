package dev.rebox.tensor.weights.torch;

import dev.rebox.error.DataException;
import dev.rebox.tensor.weights.stored.Entry;
import dev.rebox.tensor.weights.stored.OpenedFile;
import dev.rebox.tensor.weights.stored.RawTensor;
import dev.rebox.tensor.weights.stored.Weights;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/**
 * A pickled dictionary of NumPy arrays, alone or under {@code model}, as Detectron2 publishes its weights ({@code .pkl}). The
 * arrays' numbers are not read until they are wanted.
 */
public final class PickledArrays implements Weights {
    /** How such files are called. */
    public static final String SUFFIX = ".pkl";

    private final Path file;
    private final FileChannel channel;
    private final Map<String, NumpyNames.PickledArray> arrays = new LinkedHashMap<>();
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private PickledArrays(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        Object content =
                new Unpickler(file, new BufferedInputStream(Channels.newInputStream(channel)), NumpyNames::new).read();
        if (content instanceof Map<?, ?> map) {
            Map<?, ?> dictionary = map.get("model") instanceof Map<?, ?> inner ? inner : map;
            dictionary.forEach((name, value) -> add(String.valueOf(name), value));
        }
        if (entries.isEmpty()) {
            throw new DataException(file + ": holds no dictionary of arrays");
        }
    }

    /** @throws DataException if it is not such a file, or holds anything else */
    public static PickledArrays open(Path file) {
        try {
            return OpenedFile.handOver(FileChannel.open(file), channel -> new PickledArrays(file, channel));
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private void add(String name, Object value) {
        if (value instanceof NumpyNames.PickledArray array) {
            array.entry().ifPresent(entry -> {
                arrays.put(name, array);
                entries.put(name, new Entry(name, entry.type(), entry.shape()));
            });
        }
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
        NumpyNames.PickledArray array = arrays.get(name);
        Entry entry = entries.get(name);
        if (array == null || entry == null) {
            throw new IllegalArgumentException(file + " has no array " + name);
        }
        List<Long> stored = new ArrayList<>(entry.shape());
        if (array.columnsFirst()) {
            Collections.reverse(stored);
        }
        Tensor values = RawTensor.empty(new Entry(name, entry.type(), stored));
        try {
            RawTensor.read(channel, array.place().position(), values);
        } catch (IOException e) {
            throw new DataException(file + ": array " + name + " cannot be read: " + e.getMessage(), e);
        }
        int sides = stored.size();
        long[] reversed =
                IntStream.range(0, sides).mapToLong(i -> sides - 1 - i).toArray();
        return array.columnsFirst() ? values.permute(reversed).contiguous() : values;
    }

    @Override
    public void close() {
        OpenedFile.close(channel);
    }
}
