package dev.rebox.tensor.weights.tensorflow;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A table of sorted keys, LevelDB's format: blocks of entries, an index block that tells where they are, and a footer of
 * 48 bytes that tells where the index is. Each block has a checksum.
 */
final class SortedTable {
    private static final int FOOTER = 48;
    private static final long MAGIC = 0xdb4775248b80fb57L;
    /** After each block: how it is compressed, and a CRC-32C. */
    private static final int TRAILER = 5;

    private static final int MOST_ENTRIES = 100_000;
    private static final int LONGEST_KEY = 1000;

    private final byte[] file;
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    private SortedTable(byte[] file) throws IOException {
        this.file = file;
        if (file.length < FOOTER || little(file.length - 8).getLong() != MAGIC) {
            throw new IOException("it does not end like a checkpoint's index");
        }
        Cursor footer = new Cursor(file.length - FOOTER, file.length);
        footer.varint();
        footer.varint(); // where the index of filters is, of which there are none
        int[] index = footer.handle();
        int[] walked = {0};
        walk(index, (key, from, to) -> {
            int[] block = new Cursor(from, to).handle();
            if (block[0] < walked[0]) { // else an index of a few megabytes could ask for one block a million times
                throw new IOException("its blocks do not follow each other");
            }
            walked[0] = block[0] + block[1] + TRAILER;
            walk(block, this::add);
        });
    }

    private void add(String name, int from, int to) throws IOException {
        if (entries.size() >= MOST_ENTRIES) {
            throw new IOException("more than " + MOST_ENTRIES + " entries");
        }
        if (entries.put(name, Arrays.copyOfRange(file, from, to)) != null) {
            throw new IOException("a name comes twice in its index");
        }
    }

    /** All entries by their keys, in order. @throws IOException if it is not such a table, or damaged */
    static Map<String, byte[]> read(byte[] file) throws IOException {
        return new SortedTable(file).entries;
    }

    private interface Visitor {
        void entry(String key, int from, int to) throws IOException;
    }

    private ByteBuffer little(int at) {
        return ByteBuffer.wrap(file, at, file.length - at).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** @param place where a block begins, and its length without the trailer */
    private void walk(int[] place, Visitor visitor) throws IOException {
        int end = place[0] + place[1];
        if (file[end] != 0) {
            throw new IOException("it is compressed, which TensorFlow's are not");
        }
        if (Checksum.masked(file, place[0], place[1] + 1) != little(end + 1).getInt()) {
            throw new IOException("a checksum is not that of its contents");
        }
        int restarts = little(end - 4).getInt();
        if (place[1] < 4 || restarts < 0 || restarts > (place[1] - 4) / 4) {
            throw new IOException("a block of its index is damaged");
        }
        Cursor at = new Cursor(place[0], end - 4 - 4 * restarts);
        byte[] key = {};
        while (at.position < at.end) {
            int shared = at.length(key.length);
            int own = at.length(LONGEST_KEY - shared); // the whole key is bounded: each may build on the one before
            int value = at.length(place[1]);
            byte[] next = Arrays.copyOf(key, shared + own);
            at.need(own + value);
            System.arraycopy(file, at.position, next, shared, own);
            key = next;
            at.position += own;
            visitor.entry(new String(key, StandardCharsets.UTF_8), at.position, at.position + value);
            at.position += value;
        }
    }

    /** A place in the file. */
    private final class Cursor {
        private final int end;
        private int position;

        Cursor(int start, int end) {
            this.position = start;
            this.end = end;
        }

        void need(int bytes) throws IOException {
            if (bytes < 0 || bytes > end - position) {
                throw new EOFException("an entry of its index is cut off");
            }
        }

        long varint() throws IOException {
            long value = 0;
            for (int shift = 0; shift < Long.SIZE; shift += 7) {
                need(1);
                int b = file[position++];
                value |= (long) (b & 0x7F) << shift;
                if (b >= 0) {
                    return value;
                }
            }
            throw new IOException("a number of its index is too long");
        }

        /** A length from 0 to {@code most}. */
        int length(int most) throws IOException {
            long value = varint();
            if (value < 0 || value > most) {
                throw new IOException("an entry of its index is damaged");
            }
            return (int) value;
        }

        /** Where a block lies: offset and length, both within the file. */
        int[] handle() throws IOException {
            long offset = varint();
            long length = varint();
            if (offset < 0 || length < 4 || offset > file.length || length > file.length - offset - TRAILER) {
                throw new IOException("a block of its index leaves the file");
            }
            return new int[] {(int) offset, (int) length};
        }
    }
}
