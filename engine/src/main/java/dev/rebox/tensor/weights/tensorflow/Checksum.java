package dev.rebox.tensor.weights.tensorflow;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** CRC-32C in the form in which TensorFlow stores it: turned by 15 bits, and a constant added. */
final class Checksum {
    private static final int CONSTANT = 0xa282ead8;
    private static final int TURN = 15;

    private Checksum() {}

    static int masked(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return masked(crc);
    }

    static int masked(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return masked(crc);
    }

    private static int masked(CRC32C crc) {
        return Integer.rotateRight((int) crc.getValue(), TURN) + CONSTANT;
    }
}
