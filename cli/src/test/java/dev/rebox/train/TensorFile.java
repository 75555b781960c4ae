package dev.rebox.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32C;

/**
 * A safetensors file read without the engine and without the product's reader.
 *
 * @param tensors the bits of each by name, in the file's order
 */
record TensorFile(Map<String, String> metadata, Map<String, ByteBuffer> tensors) {

    /** @throws IOException also for a file that is not whole */
    static TensorFile read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int data;
        JsonNode entries;
        try {
            data = Long.BYTES
                    + Math.toIntExact(ByteBuffer.wrap(bytes)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .getLong());
            entries = new ObjectMapper().readTree(bytes, Long.BYTES, data - Long.BYTES);
        } catch (RuntimeException e) {
            throw new IOException(file + " has no header", e);
        }
        Map<String, String> metadata = new TreeMap<>();
        Map<String, ByteBuffer> tensors = new LinkedHashMap<>();
        long end = data;
        for (Map.Entry<String, JsonNode> entry : entries.properties()) {
            JsonNode value = entry.getValue();
            if (entry.getKey().equals("__metadata__")) {
                value.properties()
                        .forEach(e -> metadata.put(e.getKey(), e.getValue().asText()));
                continue;
            }
            int from = data + value.path("data_offsets").get(0).asInt();
            int to = data + value.path("data_offsets").get(1).asInt();
            end = Math.max(end, to);
            if (to <= bytes.length) {
                tensors.put(entry.getKey(), ByteBuffer.wrap(Arrays.copyOfRange(bytes, from, to)));
            }
        }
        if (end != bytes.length) {
            throw new IOException(file + " has " + bytes.length + " bytes where its header tells of " + end);
        }
        return new TensorFile(metadata, tensors);
    }

    /** Whether a checkpoint is what was written: both its checksums, computed anew. */
    static boolean soundCheckpoint(Path file) {
        try {
            TensorFile read = read(file);
            CRC32C values = new CRC32C();
            read.tensors.forEach((name, bits) -> {
                values.update(name.getBytes(StandardCharsets.UTF_8));
                values.update(bits.duplicate());
            });
            CRC32C about = new CRC32C();
            read.metadata.forEach((key, value) -> {
                if (!key.equals("rebox.metadataChecksum")) {
                    about.update((key + "=" + value + "\n").getBytes(StandardCharsets.UTF_8));
                }
            });
            return Long.toHexString(values.getValue()).equals(read.metadata.get("rebox.checksum"))
                    && Long.toHexString(about.getValue()).equals(read.metadata.get("rebox.metadataChecksum"));
        } catch (IOException e) {
            return false;
        }
    }

    /** The names of the tensors whose bits differ, or that only one of the two has. */
    Set<String> differences(TensorFile other) {
        Set<String> names = new TreeSet<>(tensors.keySet());
        names.addAll(other.tensors.keySet());
        names.removeIf(name -> tensors.containsKey(name) && tensors.get(name).equals(other.tensors.get(name)));
        return names;
    }
}
