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
        int frame = -1;
        boolean toldColours = false;
        while (at + 4 <= jpeg.length && (jpeg[at] & 0xFF) == 0xFF) {
            int marker = jpeg[at + 1] & 0xFF;
            if (marker == 0xFF) {
                at++;
                continue;
            }
            if (marker == START_OF_SCAN) {
                int scan = out.size();
                out.write(jpeg, at, jpeg.length - at);
                byte[] kept = out.toByteArray();
                return toldColours || frame < 0 ? kept : withUsualIds(kept, frame, scan);
            }
            int length = 2 + ((jpeg[at + 2] & 0xFF) << 8 | jpeg[at + 3] & 0xFF);
            if (length < 4 || at + length > jpeg.length) {
                return jpeg;
            }
            boolean jfif = marker == JFIF && length >= 9 && jpeg[at + 5] == 'F' && jpeg[at + 6] == 'I';
            boolean application = marker >= JFIF && marker <= LAST_APPLICATION;
            toldColours |= jfif || marker == ADOBE;
            if (isFrame(marker)) {
                frame = out.size();
            }
            if (!application && marker != COMMENT || jfif || marker == ADOBE) {
                out.write(jpeg, at, length);
            }
            at += length;
        }
        return jpeg;
    }

    /** SOF0 to SOF15 without DHT, JPG and DAC, which lie among them. */
    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    /**
     * Where no marker tells the colours, libjpeg takes three components for RGB if they are called R, G and B, and for YCbCr
     * else. The JDK's decoder takes other names than 1, 2, 3 for RGB: so they are given these names, here and in each scan.
     */
    private static byte[] withUsualIds(byte[] jpeg, int frame, int scan) {
        int components = jpeg[frame + 9] & 0xFF;
        if (components != 3 || frame + 10 + 9 > scan) {
            return jpeg;
        }
        byte[] ids = {jpeg[frame + 10], jpeg[frame + 13], jpeg[frame + 16]};
        boolean rgb = ids[0] == 'R' && ids[1] == 'G' && ids[2] == 'B';
        boolean usual = ids[0] == 1 && ids[1] == 2 && ids[2] == 3;
        if (rgb || usual || ids[0] == ids[1] || ids[1] == ids[2] || ids[0] == ids[2]) {
            return jpeg;
        }
        for (int i = 0; i < 3; i++) {
            jpeg[frame + 10 + 3 * i] = (byte) (i + 1);
        }
        for (int at = scan; at + 4 < jpeg.length; at++) {
            if ((jpeg[at] & 0xFF) == 0xFF && (jpeg[at + 1] & 0xFF) == START_OF_SCAN) {
                int inScan = jpeg[at + 4] & 0xFF;
                for (int i = 0; i < inScan && i < 4 && at + 5 + 2 * i < jpeg.length; i++) {
                    for (int k = 0; k < 3; k++) {
                        if (jpeg[at + 5 + 2 * i] == ids[k]) {
                            jpeg[at + 5 + 2 * i] = (byte) (k + 1);
                            break;
                        }
                    }
                }
            }
        }
        return jpeg;
    }
}
