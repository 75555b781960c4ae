package dev.rebox.tensor.weights.tensorflow;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** Writes TensorFlow's files of weights as TensorFlow does, for tests; all tensors are float32. */
public final class TensorflowFiles {
    private static final int BYTES = 2;

    private TensorflowFiles() {}

    /** @param values row-major */
    public record Floats(float[] values, long... shape) {
        byte[] bytes() {
            ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
            buffer.asFloatBuffer().put(values);
            return buffer.array();
        }
    }

    /** A graph with a constant for each tensor, and a node that is none. */
    public static Path graph(Path file, Map<String, Floats> tensors) throws IOException {
        ByteArrayOutputStream graph = new ByteArrayOutputStream();
        ByteArrayOutputStream other = new ByteArrayOutputStream();
        field(other, 1, "image_tensor".getBytes(StandardCharsets.UTF_8));
        field(other, 2, "Placeholder".getBytes(StandardCharsets.UTF_8));
        field(graph, 1, other.toByteArray());
        tensors.forEach((name, tensor) -> field(graph, 1, constant(name, tensor)));
        return Files.write(file, graph.toByteArray());
    }

    /** A graph of one constant whose shape is told so often. */
    static Path graph(Path file, Floats tensor, int times) throws IOException {
        ByteArrayOutputStream graph = new ByteArrayOutputStream();
        field(graph, 1, constant("a", tensor, times));
        return Files.write(file, graph.toByteArray());
    }

    private static byte[] constant(String name, Floats tensor) {
        return constant(name, tensor, 1);
    }

    /** @param times how often its shape is told; TensorFlow: once */
    private static byte[] constant(String name, Floats tensor, int times) {
        ByteArrayOutputStream proto = new ByteArrayOutputStream();
        number(proto, 1, 1); // DT_FLOAT
        for (int i = 0; i < times; i++) {
            field(proto, 2, shape(tensor.shape()));
        }
        field(proto, 4, tensor.bytes());
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        field(value, 8, proto.toByteArray());
        ByteArrayOutputStream attribute = new ByteArrayOutputStream();
        field(attribute, 1, "value".getBytes(StandardCharsets.UTF_8));
        field(attribute, 2, value.toByteArray());
        ByteArrayOutputStream node = new ByteArrayOutputStream();
        field(node, 1, name.getBytes(StandardCharsets.UTF_8));
        field(node, 2, "Const".getBytes(StandardCharsets.UTF_8));
        field(node, 5, attribute.toByteArray());
        return node.toByteArray();
    }

    /** A checkpoint; names must come sorted. @param prefix without {@code .index} */
    public static Path bundle(Path prefix, Map<String, Floats> tensors) throws IOException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        number(header, 1, 1); // one data file
        entry(block, "", "", header.toByteArray());
        String before = "";
        for (Map.Entry<String, Floats> tensor : tensors.entrySet()) {
            byte[] bytes = tensor.getValue().bytes();
            ByteArrayOutputStream proto =
                    told(data.size(), bytes.length, tensor.getValue().shape());
            varint(proto, 6 << 3 | 5);
            proto.writeBytes(little(Checksum.masked(bytes, 0, bytes.length)));
            entry(block, before, tensor.getKey(), proto.toByteArray());
            before = tensor.getKey();
            data.writeBytes(bytes);
        }
        return bundle(prefix, block, data.toByteArray(), 1);
    }

    /**
     * A checkpoint of one block of entries.
     *
     * @param told how often the index tells of the block; TensorFlow: once
     */
    static Path bundle(Path prefix, ByteArrayOutputStream block, byte[] data, int told) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        byte[] place = block(file, block);
        ByteArrayOutputStream index = new ByteArrayOutputStream();
        for (int i = 0; i < told; i++) {
            entry(index, "", "~", place);
        }
        byte[] indexPlace = block(file, index);
        ByteArrayOutputStream footer = new ByteArrayOutputStream();
        varint(footer, 0);
        varint(footer, 0);
        footer.writeBytes(indexPlace);
        footer.writeBytes(new byte[40 - footer.size()]);
        file.writeBytes(footer.toByteArray());
        file.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(0xdb4775248b80fb57L)
                .array());
        Files.write(Path.of(prefix + ".data-00000-of-00001"), data);
        return Files.write(Path.of(prefix + ".index"), file.toByteArray());
    }

    /** What an index tells of a float32 tensor, without its checksum. */
    static ByteArrayOutputStream told(long offset, long size, long... shape) {
        ByteArrayOutputStream proto = new ByteArrayOutputStream();
        number(proto, 1, 1);
        field(proto, 2, shape(shape));
        number(proto, 4, offset);
        number(proto, 5, size);
        return proto;
    }

    /**
     * Sets the checksums of an index right, after bytes of its two blocks were changed: one of entries, and one that tells where that is.
     *
     * @return where the first ends and the second begins, and where that ends
     */
    static int[] resum(byte[] index) {
        int at = index.length - 48 + 2; // beyond the two zeros of the footer
        long[] place = new long[2];
        for (int i = 0; i < 2; i++) {
            for (int shift = 0, b = 0x80; (b & 0x80) != 0; shift += 7) {
                b = index[at++];
                place[i] |= (long) (b & 0x7F) << shift;
            }
        }
        int start = (int) place[0];
        int length = (int) place[1];
        System.arraycopy(little(Checksum.masked(index, 0, start - 4)), 0, index, start - 4, 4);
        System.arraycopy(little(Checksum.masked(index, start, length + 1)), 0, index, start + length + 1, 4);
        return new int[] {start - 5, start, start + length};
    }

    /** Ends a block with one restart and its trailer; returns its handle. */
    private static byte[] block(ByteArrayOutputStream file, ByteArrayOutputStream entries) {
        entries.writeBytes(little(0));
        entries.writeBytes(little(1));
        byte[] block = entries.toByteArray();
        ByteArrayOutputStream handle = new ByteArrayOutputStream();
        varint(handle, file.size());
        varint(handle, block.length);
        byte[] typed = Arrays.copyOf(block, block.length + 1); // 0: not compressed
        file.writeBytes(typed);
        file.writeBytes(little(Checksum.masked(typed, 0, typed.length)));
        return handle.toByteArray();
    }

    /** A key is written without what it has in common with the one before. */
    private static void entry(ByteArrayOutputStream block, String before, String key, byte[] value) {
        int shared = 0;
        while (shared < Math.min(before.length(), key.length()) && before.charAt(shared) == key.charAt(shared)) {
            shared++;
        }
        entry(block, shared, key.substring(shared), value);
    }

    /** @param shared how much of the key before this one begins with */
    static void entry(ByteArrayOutputStream block, int shared, String rest, byte[] value) {
        byte[] own = rest.getBytes(StandardCharsets.UTF_8);
        varint(block, shared);
        varint(block, own.length);
        varint(block, value.length);
        block.writeBytes(own);
        block.writeBytes(value);
    }

    static byte[] shape(long... sides) {
        ByteArrayOutputStream shape = new ByteArrayOutputStream();
        for (long side : sides) {
            ByteArrayOutputStream dimension = new ByteArrayOutputStream();
            number(dimension, 1, side);
            field(shape, 2, dimension.toByteArray());
        }
        return shape.toByteArray();
    }

    static void field(ByteArrayOutputStream into, int number, byte[] bytes) {
        varint(into, (long) number << 3 | BYTES);
        varint(into, bytes.length);
        into.writeBytes(bytes);
    }

    static void number(ByteArrayOutputStream into, int number, long value) {
        varint(into, (long) number << 3);
        varint(into, value);
    }

    private static void varint(ByteArrayOutputStream into, long value) {
        long rest = value;
        while (rest >>> 7 != 0) {
            into.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        into.write((int) rest);
    }

    private static byte[] little(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }
}
