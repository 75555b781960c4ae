package dev.rebox.data.image;

import java.io.ByteArrayOutputStream;

/**
 * What of a JPEG file the decoder needs to see. EXIF blocks, previews and colour profiles are left out: decoders stumble
 * over damaged ones, and applying a colour profile takes longer than decoding (networks are trained without).
 */
final class JpegSegments {
    private static final int START_OF_SCAN = 0xDA;
    private static final int JFIF = 0xE0;
    private static final int ADOBE = 0xEE;
    private static final int LAST_APPLICATION = 0xEF;
    private static final int COMMENT = 0xFE;

    private JpegSegments() {}

    /** The file without what the pixels do not need; the same file where its markers are not in order. */
    static byte[] essential(byte[] jpeg) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(jpeg.length);
        out.write(jpeg, 0, 2);
        int at = 2;
        while (at + 4 <= jpeg.length && (jpeg[at] & 0xFF) == 0xFF) {
            int marker = jpeg[at + 1] & 0xFF;
            if (marker == 0xFF) {
                at++;
                continue;
            }
            if (marker == START_OF_SCAN) {
                out.write(jpeg, at, jpeg.length - at);
                return out.toByteArray();
            }
            int length = 2 + ((jpeg[at + 2] & 0xFF) << 8 | jpeg[at + 3] & 0xFF);
            if (length < 4 || at + length > jpeg.length) {
                return jpeg;
            }
            boolean jfif = marker == JFIF && length >= 9 && jpeg[at + 5] == 'F' && jpeg[at + 6] == 'I';
            boolean application = marker >= JFIF && marker <= LAST_APPLICATION;
            if (!application && marker != COMMENT || jfif || marker == ADOBE) {
                out.write(jpeg, at, length);
            }
            at += length;
        }
        return jpeg;
    }
}
