package dev.rebox.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** A safetensors file read without the engine: the bits of every tensor by name. */
record TensorFile(Map<String, ByteBuffer> tensors) {

    static TensorFile read(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            int header =
                    (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
            JsonNode entries = new ObjectMapper().readTree(bytes, Long.BYTES, header);
            Map<String, ByteBuffer> tensors = new TreeMap<>();
            entries.properties().forEach(entry -> {
                JsonNode offsets = entry.getValue().path("data_offsets");
                if (offsets.isArray()) {
                    int data = Long.BYTES + header;
                    tensors.put(
                            entry.getKey(),
                            ByteBuffer.wrap(Arrays.copyOfRange(
                                    bytes,
                                    data + offsets.get(0).asInt(),
                                    data + offsets.get(1).asInt())));
                }
            });
            return new TensorFile(tensors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of the tensors whose bits differ, or that only one of the two has. */
    Iterable<String> differences(TensorFile other) {
        Map<String, ByteBuffer> left = new TreeMap<>(tensors);
        left.entrySet().removeIf(e -> e.getValue().equals(other.tensors.get(e.getKey())));
        other.tensors.keySet().stream()
                .filter(name -> !tensors.containsKey(name))
                .forEach(name -> left.put(name, null));
        return left.keySet();
    }
}
