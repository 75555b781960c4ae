package dev.rebox.data.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;

/**
 * The orientation that cameras and editors write into PNG (chunk eXIf), WebP (chunk EXIF) and TIFF (tag 274). Chunks are
 * skipped, not read, so that a large file costs little.
 */
final class ExifOrientation {
    private static final int UPRIGHT = 1;
    private static final int TAG = 274;
    private static final int ENTRY = 12;
    /** No IFD0 has more entries by far. */
    private static final int MOST_ENTRIES = 1000;

    private ExifOrientation() {}

    /** 1..8; 1 where the file says nothing, or nothing that can be understood. */
    static int of(SeekableByteChannel file) throws IOException {
        ByteBuffer start = read(file, 0, 12, ByteOrder.BIG_ENDIAN);
        if (start.limit() < 12) {
            return UPRIGHT;
        }
        if (start.getLong(0) == 0x89504E470D0A1A0AL) {
            return ofPng(file);
        }
        if (text(start, 0).equals("RIFF") && text(start, 8).equals("WEBP")) {
            return ofWebp(file);
        }
        return ofTiff(file, 0);
    }

    private static int ofPng(SeekableByteChannel file) throws IOException {
        for (long at = 8; at + 8 < file.size(); ) {
            ByteBuffer head = read(file, at, 8, ByteOrder.BIG_ENDIAN);
            long length = head.getInt(0) & 0xFFFFFFFFL;
            if (text(head, 4).equals("eXIf")) {
                return ofTiff(file, at + 8);
            }
            at += 12 + length;
        }
        return UPRIGHT;
    }

    private static int ofWebp(SeekableByteChannel file) throws IOException {
        for (long at = 12; at + 8 < file.size(); ) {
            ByteBuffer head = read(file, at, 8, ByteOrder.LITTLE_ENDIAN);
            long length = head.getInt(4) & 0xFFFFFFFFL;
            if (text(head, 0).equals("EXIF")) {
                // Some writers begin with the marker that the block has in a JPEG.
                ByteBuffer block = read(file, at + 8, 6, ByteOrder.BIG_ENDIAN);
                boolean marked = block.limit() == 6 && text(block, 0).equals("Exif");
                return ofTiff(file, at + 8 + (marked ? 6 : 0));
            }
            at += 8 + length + (length & 1);
        }
        return UPRIGHT;
    }

    /** @param base where the TIFF structure begins, from which its own offsets count */
    private static int ofTiff(SeekableByteChannel file, long base) throws IOException {
        ByteBuffer head = read(file, base, 8, ByteOrder.BIG_ENDIAN);
        if (head.limit() < 8) {
            return UPRIGHT;
        }
        ByteOrder order =
                switch (head.getInt(0)) {
                    case 0x49492A00 -> ByteOrder.LITTLE_ENDIAN;
                    case 0x4D4D002A -> ByteOrder.BIG_ENDIAN;
                    default -> null;
                };
        if (order == null) {
            return UPRIGHT;
        }
        long directory = base + (head.order(order).getInt(4) & 0xFFFFFFFFL);
        ByteBuffer count = read(file, directory, 2, order);
        int entries = count.limit() < 2 ? 0 : Math.min(MOST_ENTRIES, count.getShort(0) & 0xFFFF);
        ByteBuffer all = read(file, directory + 2, entries * ENTRY, order);
        for (int i = 0; (i + 1) * ENTRY <= all.limit(); i++) {
            if ((all.getShort(i * ENTRY) & 0xFFFF) == TAG) {
                int value = all.getShort(i * ENTRY + 8) & 0xFFFF;
                return value >= 1 && value <= 8 ? value : UPRIGHT;
            }
        }
        return UPRIGHT;
    }

    /** Up to so many bytes; fewer at the file's end. */
    private static ByteBuffer read(SeekableByteChannel file, long at, int count, ByteOrder order) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count).order(order);
        if (at >= 0 && at < file.size()) {
            file.position(at);
            while (buffer.hasRemaining() && file.read(buffer) >= 0) {
                continue;
            }
        }
        return buffer.flip();
    }

    private static String text(ByteBuffer bytes, int at) {
        byte[] four = new byte[4];
        bytes.get(at, four);
        return new String(four, StandardCharsets.ISO_8859_1);
    }
}
