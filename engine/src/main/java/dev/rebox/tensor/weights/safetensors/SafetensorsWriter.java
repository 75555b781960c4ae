package dev.rebox.tensor.weights.safetensors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rebox.file.AtomicFile;
import dev.rebox.tensor.weights.stored.DataType;
import dev.rebox.tensor.weights.stored.RawTensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;

/** Writes a safetensors file whole or not at all. */
final class SafetensorsWriter {
    private static final int ALIGNMENT = 8;
    private static final ObjectMapper JSON = new ObjectMapper();

    private SafetensorsWriter() {}

    static void write(Path file, Map<String, String> metadata, Map<String, Tensor> tensors) {
        byte[] header = header(metadata, tensors);
        AtomicFile.writeRaw(file, channel -> {
            writeFully(channel, header);
            for (Tensor tensor : tensors.values()) {
                try (PointerScope scope = new PointerScope()) {
                    Tensor onHost = tensor.detach().to(new Device("cpu"), tensor.scalar_type());
                    RawTensor.write(channel, onHost.contiguous());
                }
            }
        });
    }

    private static byte[] header(Map<String, String> metadata, Map<String, Tensor> tensors) {
        ObjectNode root = JSON.createObjectNode();
        if (!metadata.isEmpty()) {
            ObjectNode about = root.putObject(SafetensorsHeader.METADATA);
            metadata.forEach(about::put);
        }
        long at = 0;
        for (Map.Entry<String, Tensor> named : tensors.entrySet()) {
            Tensor tensor = named.getValue();
            DataType type = DataType.of(tensor.scalar_type())
                    .orElseThrow(() -> new IllegalArgumentException("no type for tensor " + named.getKey()));
            ObjectNode entry = root.putObject(named.getKey()).put("dtype", type.name());
            Arrays.stream(tensor.shape()).forEach(entry.putArray("shape")::add);
            long end = at + RawTensor.bytes(tensor);
            entry.putArray("data_offsets").add(at).add(end);
            at = end;
        }
        return framed(root);
    }

    /** Length and header; blanks at the end put the numbers at a multiple of 8, so that readers can map them. */
    private static byte[] framed(ObjectNode root) {
        try {
            byte[] text = JSON.writeValueAsBytes(root);
            int padded = (text.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
            ByteBuffer buffer = ByteBuffer.allocate(SafetensorsHeader.PREFIX_BYTES + padded)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(padded)
                    .put(text)
                    .put(" ".repeat(padded - text.length).getBytes(StandardCharsets.US_ASCII));
            return buffer.array();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void writeFully(FileChannel channel, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }
}
