package dev.rebox.data.image;

import java.io.IOException;

/** The size of a BMP. */
record BmpHeader(int width, int height) {
    /** The oldest header has sizes of two bytes. */
    private static final int OLDEST = 12;

    static BmpHeader read(FileBytes bmp) throws IOException {
        if (bmp.number(14, 4, true) == OLDEST) {
            return new BmpHeader(bmp.little16(18), bmp.little16(20));
        }
        // A negative height says that the rows begin above.
        return new BmpHeader((int) bmp.number(18, 4, true), Math.abs((int) bmp.number(22, 4, true)));
    }
}
