package dev.rebox.data.image;

import dev.rebox.data.shard.TarMember;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Bytes of a file at any place: of one on disk, of which little is read, or of one in memory. */
final class FileBytes implements Closeable {
    private static final int WINDOW = 1 << 13;

    private final Optional<SeekableByteChannel> channel;
    private final long base;
    private final long size;
    private byte[] window;
    private long windowBegin;
    private int windowLength;

    private FileBytes(Optional<SeekableByteChannel> channel, long base, long size, byte[] window, int windowLength) {
        this.channel = channel;
        this.base = base;
        this.size = size;
        this.window = window;
        this.windowLength = windowLength;
    }

    /** Of a file, or of an image in an archive. */
    static FileBytes open(Path file) throws IOException {
        Optional<TarMember> member = TarMember.of(file);
        if (member.isPresent()) {
            SeekableByteChannel archive = member.get().open();
            return new FileBytes(
                    Optional.of(archive), member.get().offset(), member.get().length(), new byte[WINDOW], 0);
        }
        SeekableByteChannel channel = Files.newByteChannel(file);
        return new FileBytes(Optional.of(channel), 0, channel.size(), new byte[WINDOW], 0);
    }

    static FileBytes of(byte[] all) {
        return new FileBytes(Optional.empty(), 0, all.length, all, all.length);
    }

    long size() {
        return size;
    }

    /** The byte at a place, 0..255. @throws EOFException behind the last one */
    int at(long place) throws IOException {
        if (place < 0 || place >= size) {
            throw new EOFException("it ends too early");
        }
        if (place < windowBegin || place >= windowBegin + windowLength) {
            fill(place);
        }
        return window[(int) (place - windowBegin)] & 0xFF;
    }

    private void fill(long place) throws IOException {
        // Only a file on disk has a window that does not hold it all.
        SeekableByteChannel from = channel.orElseThrow();
        from.position(base + place);
        ByteBuffer into = ByteBuffer.wrap(window);
        while (into.hasRemaining() && from.read(into) > 0) {}
        windowBegin = place;
        windowLength = (int) Math.min(into.position(), size - place);
        if (windowLength == 0) {
            throw new EOFException("it ends too early");
        }
    }

    /** The bytes from a place on, fewer than {@code count} where the file ends. */
    byte[] range(long from, int count) throws IOException {
        byte[] bytes = new byte[(int) Math.max(0, Math.min(count, size - from))];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) at(from + i);
        }
        return bytes;
    }

    /** Whether these characters, of one byte each, stand at a place. */
    boolean says(long place, String text) throws IOException {
        if (place + text.length() > size) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (at(place + i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** A whole number of {@code count} bytes, the least first where {@code littleEndian}. */
    long number(long place, int count, boolean littleEndian) throws IOException {
        long value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 8 | at(littleEndian ? place + count - 1 - i : place + i);
        }
        return value;
    }

    /** Two bytes, the greater first. */
    int big16(long place) throws IOException {
        return (int) number(place, 2, false);
    }

    /** Two bytes, the least first. */
    int little16(long place) throws IOException {
        return (int) number(place, 2, true);
    }

    @Override
    public void close() throws IOException {
        if (channel.isPresent()) {
            window = Arrays.copyOf(window, 0);
            windowLength = 0;
            channel.get().close();
        }
    }
}
