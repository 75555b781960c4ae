package dev.rebox.tensor.weights.tensorflow;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * Walks through the fields of protocol buffers in a file, whose messages lie within each other. What is long is never read, only
 * its place is told, so that memory does not depend on what a file claims.
 */
final class ProtoReader {
    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int BYTES = 2;
    static final int FIXED32 = 5;

    private static final int BUFFER = 1 << 16;

    private final @Nullable FileChannel channel;
    private final long size;
    private final ByteBuffer buffer;
    private long bufferStart;
    private long position;

    ProtoReader(FileChannel channel) throws IOException {
        this.channel = channel;
        size = channel.size();
        buffer = ByteBuffer.allocate(BUFFER).limit(0);
    }

    /** Of what was read already. */
    ProtoReader(byte[] bytes) {
        channel = null;
        size = bytes.length;
        buffer = ByteBuffer.wrap(bytes);
    }

    /**
     * One field.
     *
     * @param number of the field in its message
     * @param wire how it is written: {@link #VARINT} and so on
     * @param value of a number
     * @param start where the bytes of a text, a message or a packed list begin in the file
     * @param length how many there are
     */
    record Field(int number, int wire, long value, long start, long length) {
        long end() {
            return start + length;
        }
    }

    /** What is done with a field. */
    interface Visitor {
        void field(Field field) throws IOException;
    }

    /** All fields of the message at a place. @throws IOException if it is not a message */
    void message(long start, long end, Visitor visitor) throws IOException {
        if (start < 0 || end > size || start > end) {
            throw new EOFException("a message leaves the file");
        }
        long at = start;
        while (at < end) {
            position = at;
            long tag = varint();
            Field field = field((int) (tag >>> 3), (int) (tag & 7), end);
            at = field.wire == BYTES ? field.end() : position;
            if (at > end) {
                throw new EOFException("a field leaves its message");
            }
            visitor.field(field);
        }
    }

    private Field field(int number, int wire, long end) throws IOException {
        switch (wire) {
            case VARINT -> {
                return new Field(number, wire, varint(), 0, 0);
            }
            case FIXED64, FIXED32 -> {
                long value = wire == FIXED64 ? number(8) : number(4);
                return new Field(number, wire, value, 0, 0);
            }
            case BYTES -> {
                long length = varint();
                if (length < 0 || length > end - position) {
                    throw new EOFException("a field leaves its message");
                }
                return new Field(number, wire, 0, position, length);
            }
            default -> throw new IOException("it is not a protocol buffer");
        }
    }

    /** A number of so many bytes, little-endian. */
    private long number(int bytes) throws IOException {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (long) next() << (8 * i);
        }
        return value;
    }

    private long varint() throws IOException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int b = next();
            value |= (long) (b & 0x7F) << shift;
            if (b < 0x80) {
                return value;
            }
        }
        throw new IOException("it is not a protocol buffer");
    }

    private int next() throws IOException {
        if (position < bufferStart || position >= bufferStart + buffer.limit()) {
            fill();
        }
        int value = buffer.get((int) (position - bufferStart)) & 0xFF;
        position++;
        return value;
    }

    private void fill() throws IOException {
        if (channel == null) {
            throw new EOFException("a message ends early");
        }
        buffer.clear();
        bufferStart = position;
        while (buffer.hasRemaining() && channel.read(buffer, bufferStart + buffer.position()) >= 0) {
            continue;
        }
        buffer.flip();
        if (!buffer.hasRemaining()) {
            throw new EOFException("the file ends early");
        }
    }

    /** The bytes of a field. @param most that are accepted */
    byte[] bytes(Field field, int most) throws IOException {
        if (field.wire != BYTES || field.length > most) {
            throw new IOException("a field of " + field.length + " bytes, where " + most + " are the most");
        }
        byte[] bytes = new byte[(int) field.length];
        ByteBuffer into = ByteBuffer.wrap(bytes);
        while (into.hasRemaining()) {
            if (channel == null || channel.read(into, field.start + into.position()) < 0) {
                throw new EOFException("the file ends early");
            }
        }
        return bytes;
    }
}
