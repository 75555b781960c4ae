package dev.rebox.tensor.weights.safetensors;

import dev.rebox.error.DataException;
import dev.rebox.tensor.Parameters;
import dev.rebox.tensor.weights.stored.Entry;
import dev.rebox.tensor.weights.stored.OpenedFile;
import dev.rebox.tensor.weights.stored.RawTensor;
import dev.rebox.tensor.weights.stored.WeightLoader;
import dev.rebox.tensor.weights.stored.Weights;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * A safetensors file: 8 bytes with the length of the header, a JSON header, then the tensors' little-endian numbers
 * without gaps. Reading goes straight from the file into a tensor's memory.
 */
public final class Safetensors implements Weights {
    private final Path file;
    private final FileChannel channel;
    private final SafetensorsHeader header;

    private Safetensors(Path file, FileChannel channel, SafetensorsHeader header) {
        this.file = file;
        this.channel = channel;
        this.header = header;
    }

    /**
     * Opens a file and checks its whole header: lengths, offsets, shapes, types, names.
     *
     * @throws DataException naming the file and the tensor that is wrong
     */
    public static Safetensors open(Path file) {
        try {
            return OpenedFile.handOver(
                    FileChannel.open(file),
                    channel -> new Safetensors(file, channel, SafetensorsHeader.read(file, channel)));
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** Writes tensors of any device and layout under their names; see {@link SafetensorsWriter}. */
    public static void write(Path file, Map<String, String> metadata, Map<String, Tensor> tensors) {
        SafetensorsWriter.write(file, metadata, tensors);
    }

    /** Writes the values of parameters under their names without the view's prefix, so that {@link WeightLoader} finds them. */
    public static void write(Path file, Map<String, String> metadata, Parameters view) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        view.all()
                .forEach(parameter ->
                        tensors.put(parameter.name().substring(view.prefix().length()), parameter.value()));
        write(file, metadata, tensors);
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public Map<String, String> metadata() {
        return header.metadata();
    }

    @Override
    public Map<String, Entry> entries() {
        Map<String, Entry> entries = new LinkedHashMap<>();
        header.places().forEach((name, place) -> entries.put(name, place.entry()));
        return entries;
    }

    @Override
    public Tensor read(String name) {
        SafetensorsHeader.Place place = header.places().get(name);
        if (place == null) {
            throw new IllegalArgumentException(file + " has no tensor " + name);
        }
        Tensor values = RawTensor.empty(place.entry());
        try {
            RawTensor.read(channel, place.position(), values);
        } catch (IOException e) {
            throw new DataException(file + ": tensor " + name + " cannot be read: " + e.getMessage(), e);
        }
        return values;
    }

    @Override
    public void close() {
        OpenedFile.close(channel);
    }
}
