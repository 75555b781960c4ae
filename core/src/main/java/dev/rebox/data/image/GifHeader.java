package dev.rebox.data.image;

import java.io.IOException;

/**
 * The screen of a GIF, on which its frames lie.
 *
 * @param width of the screen, made large enough for the first frame, as browsers do
 * @param left where the first frame lies
 */
record GifHeader(int width, int height, int left, int top) {
    private static final int EXTENSION = 0x21;
    private static final int FRAME = 0x2C;

    static GifHeader read(FileBytes gif) throws IOException {
        int width = gif.little16(6);
        int height = gif.little16(8);
        int flags = gif.at(10);
        long at = 13 + colours(flags);
        while (gif.at(at) == EXTENSION) {
            at += 2;
            while (gif.at(at) != 0) {
                at += 1 + gif.at(at);
            }
            at++;
        }
        if (gif.at(at) != FRAME) {
            throw new IOException("it has no frame");
        }
        int left = gif.little16(at + 1);
        int top = gif.little16(at + 3);
        return new GifHeader(
                Math.max(width, left + gif.little16(at + 5)), Math.max(height, top + gif.little16(at + 7)), left, top);
    }

    private static int colours(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 * (2 << (flags & 7));
    }
}
