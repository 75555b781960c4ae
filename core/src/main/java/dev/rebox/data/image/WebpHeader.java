package dev.rebox.data.image;

import java.io.IOException;

/**
 * What the chunks of a WebP say.
 *
 * @param width of the screen, on which the frames of a moving image lie
 * @param left where the first frame lies
 */
record WebpHeader(int width, int height, int left, int top, int orientation) {
    private static final int FIRST_CHUNK = 12;
    /** The flag that says there is a colour profile. */
    private static final int PROFILE = 0x20;

    /** @throws IOException where it is damaged or cut off */
    static WebpHeader read(FileBytes webp) throws IOException {
        if (webp.number(4, 4, true) + 8 > webp.size()) {
            throw new IOException("its data is cut off");
        }
        long content = FIRST_CHUNK + 8;
        if (webp.says(FIRST_CHUNK, "VP8 ")) {
            return plain(webp.little16(content + 6) & 0x3FFF, webp.little16(content + 8) & 0x3FFF);
        }
        if (webp.says(FIRST_CHUNK, "VP8L")) {
            long bits = webp.number(content + 1, 4, true);
            return plain((int) (bits & 0x3FFF) + 1, (int) (bits >> 14 & 0x3FFF) + 1);
        }
        if (!webp.says(FIRST_CHUNK, "VP8X")) {
            throw new IOException("its header gives no size");
        }
        int width = (int) webp.number(content + 4, 3, true) + 1;
        int height = (int) webp.number(content + 7, 3, true) + 1;
        return extended(webp, width, height);
    }

    /** The same file without its colour profile, which is not applied, and over which a decoder may stumble. */
    static byte[] withoutProfile(byte[] webp) throws IOException {
        FileBytes bytes = FileBytes.of(webp);
        long at = FIRST_CHUNK + 18;
        if (!bytes.says(FIRST_CHUNK, "VP8X") || !bytes.says(at, "ICCP")) {
            return webp;
        }
        byte[] without = webp.clone();
        // A chunk of a name that means nothing is passed over.
        without[(int) at] = 'x';
        without[FIRST_CHUNK + 8] &= ~PROFILE;
        return without;
    }

    private static WebpHeader plain(int width, int height) {
        return new WebpHeader(width, height, 0, 0, 1);
    }

    private static WebpHeader extended(FileBytes webp, int width, int height) throws IOException {
        boolean animation = false;
        int left = 0;
        int top = 0;
        int orientation = 1;
        for (long at = FIRST_CHUNK; at + 8 <= webp.size(); ) {
            long length = webp.number(at + 4, 4, true);
            if (webp.says(at, "EXIF")) {
                long begin = webp.says(at + 8, "Exif\0\0") ? at + 14 : at + 8;
                orientation = TiffTags.orientation(webp, begin);
            } else if (webp.says(at, "ANMF") && !animation) {
                animation = true;
                left = 2 * (int) webp.number(at + 8, 3, true);
                top = 2 * (int) webp.number(at + 11, 3, true);
            }
            at += 8 + length + (length & 1);
        }
        return new WebpHeader(width, height, left, top, orientation);
    }
}
