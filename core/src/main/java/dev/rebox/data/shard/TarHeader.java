package dev.rebox.data.shard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The header of a TAR member: {@value #SIZE} bytes (POSIX.1-1988 ustar, and what GNU tar writes).
 *
 * @param size bytes of the member
 * @param type {@code 0} a file, {@code 5} a folder, {@code x} and {@code L} what the next member is called ...
 */
record TarHeader(String name, long size, char type) {
    static final int SIZE = 512;
    private static final int CHECKSUM = 148;

    /** Whether a block is empty, as the last ones of an archive are. */
    static boolean isEnd(byte[] block) {
        for (byte one : block) {
            if (one != 0) {
                return false;
            }
        }
        return true;
    }

    /** @throws IOException where this is no header, saying what is wrong */
    static TarHeader of(byte[] block) throws IOException {
        int sum = 0;
        for (int i = 0; i < SIZE; i++) {
            sum += i >= CHECKSUM && i < CHECKSUM + 8 ? ' ' : block[i] & 0xFF;
        }
        if (number(block, CHECKSUM, 8) != sum) {
            throw new IOException("there is no TAR header: its checksum is another");
        }
        String name = text(block, 0, 100);
        String prefix = text(block, 257, 5).equals("ustar") && block[262] == 0 ? text(block, 345, 155) : "";
        char type = block[156] == 0 ? '0' : (char) block[156];
        return new TarHeader(prefix.isEmpty() ? name : prefix + "/" + name, number(block, 124, 12), type);
    }

    boolean isFile() {
        return type == '0' || type == '7';
    }

    private static String text(byte[] block, int from, int most) {
        int length = 0;
        while (length < most && block[from + length] != 0) {
            length++;
        }
        return new String(block, from, length, StandardCharsets.UTF_8);
    }

    /** Octal digits; or, where the highest bit is set, GNU tar's binary number. */
    private static long number(byte[] block, int from, int length) throws IOException {
        if ((block[from] & 0x80) != 0) {
            return ByteBuffer.wrap(block, from + length - 8, 8).getLong();
        }
        String digits = text(block, from, length).strip();
        try {
            return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
        } catch (NumberFormatException e) {
            throw new IOException("there is no TAR header: '" + digits + "' is not an octal number", e);
        }
    }
}
