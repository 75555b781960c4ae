package dev.rebox.tensor.weights.torch;

import java.io.DataInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** The numbers and texts of a pickle, little-endian, none of them longer than a file of weights needs. */
final class PickleInput {
    private static final int LONGEST_TEXT = 1 << 20;
    private static final int LONGEST_NAME = 1000;
    private static final int LONGEST_NUMBER = 64;

    private final PickleRejected refusal;
    private final Counting counted;
    private final DataInputStream in;

    PickleInput(PickleRejected refusal, InputStream in) {
        this.refusal = refusal;
        counted = new Counting(in);
        this.in = new DataInputStream(counted);
    }

    int uint8() throws IOException {
        return in.readUnsignedByte();
    }

    int uint16() throws IOException {
        return Short.reverseBytes(in.readShort()) & 0xFFFF;
    }

    int int32() throws IOException {
        return Integer.reverseBytes(in.readInt());
    }

    long int64() throws IOException {
        return Long.reverseBytes(in.readLong());
    }

    /** Leaves out so many bytes, and says where they are. */
    PickledBytes skipped(long length) throws IOException {
        if (length < 0) {
            throw refusal.of("a text or number of " + Long.toUnsignedString(length) + " bytes");
        }
        PickledBytes place = new PickledBytes(counted.count, length);
        in.skipNBytes(length);
        return place;
    }

    void skip64() throws IOException {
        in.readLong();
    }

    /** The one kind of number that is written with its high byte first. */
    double float64() throws IOException {
        return in.readDouble();
    }

    /** Long, or BigInteger beyond 64 bits: old files begin with a magic number of that size. */
    Object number(int length) throws IOException {
        byte[] little = bytes(length, LONGEST_NUMBER);
        byte[] big = new byte[length];
        for (int i = 0; i < length; i++) {
            big[i] = little[length - 1 - i];
        }
        BigInteger value = length == 0 ? BigInteger.ZERO : new BigInteger(big);
        return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
    }

    String text(int length) throws IOException {
        return new String(bytes(length, LONGEST_TEXT), StandardCharsets.UTF_8);
    }

    private byte[] bytes(int length, int most) throws IOException {
        if (length < 0 || length > most) {
            throw refusal.of("a text or number of " + Integer.toUnsignedString(length) + " bytes");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }

    /** A name up to the end of its line. */
    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = uint8(); c != '\n'; c = uint8()) {
            line.append((char) c);
            if (line.length() > LONGEST_NAME) {
                throw refusal.of("a name of more than " + LONGEST_NAME + " letters");
            }
        }
        return line.toString();
    }

    /** Knows how far the pickle was read. */
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

        @Override
        public long skip(long bytes) throws IOException {
            long skipped = super.skip(bytes);
            count += skipped;
            return skipped;
        }
    }
}
