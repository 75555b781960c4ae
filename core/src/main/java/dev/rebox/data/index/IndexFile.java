package dev.rebox.data.index;

import dev.rebox.data.Example;
import dev.rebox.data.LazyExamples;
import dev.rebox.file.AtomicFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.zip.CRC32C;

/**
 * The file of an index. A head of {@value #HEAD} bytes (mark, version, number of images, where the table and the contents
 * begin, length, checksum of all behind the head), the images one after the other, a table with the place of each (8 bytes), and the
 * {@link Contents}. All numbers have their greatest byte first.
 */
final class IndexFile {
    private static final long MARK = 0x5245424F58494458L; // "REBOXIDX"
    /** Of the file's layout: another one is made again. */
    static final int VERSION = 1;

    private static final int HEAD = 48;
    private static final int BUFFER = 1 << 20;

    private IndexFile() {}

    /** An index that cannot be used, and why. */
    static final class Unusable extends IOException {
        Unusable(String why) {
            super(why);
        }
    }

    /** An open index. */
    record Open(Contents contents, LazyExamples examples) {}

    /** Writes it whole or not at all. @param examples each is asked for once, in order @param contents asked for after them */
    static void write(Path file, Supplier<Contents> contents, List<Example> examples, Places places) {
        AtomicFile.writeRaw(file, channel -> {
            channel.position(HEAD);
            Out out = new Out(channel);
            ExampleCodec codec = new ExampleCodec(places);
            long[] ends = new long[examples.size()];
            Bytes bytes = new Bytes();
            for (int i = 0; i < ends.length; i++) {
                bytes.clear();
                Example example = examples.get(i);
                codec.write(example, bytes);
                if (bytes.size() > MappedFile.LONGEST) {
                    throw new IOException("image " + example.id() + " has too many boxes for an index");
                }
                out.add(bytes.array(), bytes.size());
                ends[i] = out.written;
            }
            long table = HEAD + out.written;
            for (long end : ends) {
                out.add(ByteBuffer.allocate(8).putLong(HEAD + end).array(), 8);
            }
            long last = HEAD + out.written;
            bytes.clear();
            contents.get().write(bytes, places);
            out.add(bytes.array(), bytes.size());
            out.flush();
            ByteBuffer head = ByteBuffer.allocate(HEAD)
                    .putLong(MARK)
                    .putInt(VERSION)
                    .putInt(ends.length)
                    .putLong(table)
                    .putLong(last)
                    .putLong(HEAD + out.written)
                    .putLong(out.sum.getValue())
                    .flip();
            while (head.hasRemaining()) {
                channel.write(head, head.position());
            }
        });
    }

    /** Collects what is written and sums it up. */
    private static final class Out {
        private final FileChannel channel;
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
        private final CRC32C sum = new CRC32C();
        private long written;

        Out(FileChannel channel) {
            this.channel = channel;
        }

        void add(byte[] bytes, int length) throws IOException {
            sum.update(bytes, 0, length);
            written += length;
            for (int from = 0; from < length; ) {
                int count = Math.min(length - from, buffer.remaining());
                buffer.put(bytes, from, count);
                from += count;
                if (!buffer.hasRemaining()) {
                    flush();
                }
            }
        }

        void flush() throws IOException {
            buffer.flip();
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            buffer.clear();
        }
    }

    /**
     * Opens an index.
     *
     * @throws Unusable where it is damaged, cut off, of another version, or not an index
     * @throws IOException where it cannot be read
     */
    static Open open(Path file, Places places) throws IOException {
        long table;
        int images;
        long last;
        long length;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer head = ByteBuffer.allocate(HEAD);
            while (head.hasRemaining() && channel.read(head) >= 0) {}
            head.flip();
            if (head.limit() < HEAD || head.getLong() != MARK) {
                throw new Unusable("it is damaged at its beginning");
            }
            int version = head.getInt();
            if (version != VERSION) {
                throw new Unusable("it is of version " + version + ", not " + VERSION);
            }
            images = head.getInt();
            table = head.getLong();
            last = head.getLong();
            length = head.getLong();
            if (channel.size() != length) {
                throw new Unusable("it has " + channel.size() + " bytes instead of " + length);
            }
            if (sum(channel) != head.getLong() || images < 0 || last - table != 8L * images || last > length) {
                throw new Unusable("it is damaged: its checksum is another");
            }
        }
        if (length - last > Integer.MAX_VALUE - 8) {
            throw new Unusable("it tells of too many problems");
        }
        MappedFile mapped = MappedFile.open(file);
        ExampleCodec codec = new ExampleCodec(places);
        Contents contents = Contents.read(contents(file, last, (int) (length - last)), places);
        return new Open(contents, LazyExamples.of(images, i -> {
            Objects.checkIndex(i, images);
            long start = i == 0 ? HEAD : mapped.longAt(table + 8L * (i - 1));
            return codec.read(mapped.at(start, (int) (mapped.longAt(table + 8L * i) - start)));
        }));
    }

    private static ByteBuffer contents(Path file, long from, int length) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer bytes = ByteBuffer.allocate(length);
            channel.position(from);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
            return bytes.flip();
        }
    }

    /** Of all behind the head, read and not mapped, so that it takes no memory. */
    private static long sum(FileChannel channel) throws IOException {
        CRC32C sum = new CRC32C();
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
        while (channel.read(buffer) >= 0) {
            sum.update(buffer.flip());
            buffer.clear();
        }
        return sum.getValue();
    }
}
