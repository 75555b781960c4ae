package dev.rebox.data.index;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow as numbers and texts are added; the other way round they are read from a buffer. Small numbers are short. */
final class Bytes {
    private byte[] bytes = new byte[1 << 10];
    private int size;

    byte[] array() {
        return bytes;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    void one(int value) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * size);
        }
        bytes[size++] = (byte) value;
    }

    /** A whole number of either sign: seven bits a byte, the least first, the sign in the lowest bit. */
    void number(long value) {
        long rest = value << 1 ^ value >> 63;
        while ((rest & ~0x7FL) != 0) {
            one((int) rest | 0x80);
            rest >>>= 7;
        }
        one((int) rest);
    }

    static long number(ByteBuffer from) {
        long rest = 0;
        int shift = 0;
        byte next;
        do {
            next = from.get();
            rest |= (next & 0x7FL) << shift;
            shift += 7;
        } while (next < 0);
        return rest >>> 1 ^ -(rest & 1);
    }

    void real(double value) {
        long bits = Double.doubleToRawLongBits(value);
        for (int shift = 56; shift >= 0; shift -= 8) {
            one((int) (bits >> shift));
        }
    }

    void text(String text) {
        byte[] letters = text.getBytes(StandardCharsets.UTF_8);
        number(letters.length);
        for (byte letter : letters) {
            one(letter);
        }
    }

    static String text(ByteBuffer from) {
        int length = (int) number(from);
        if (length < 0 || length > from.remaining()) {
            throw new IllegalStateException("a text of " + length + " bytes");
        }
        byte[] letters = new byte[length];
        from.get(letters);
        return new String(letters, StandardCharsets.UTF_8);
    }
}
