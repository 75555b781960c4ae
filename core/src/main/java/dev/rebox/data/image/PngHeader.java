package dev.rebox.data.image;

import java.io.IOException;

/** What the chunks of a PNG say. */
record PngHeader(int width, int height, int orientation) {
    private static final int SIGNATURE = 8;

    static PngHeader read(FileBytes png) throws IOException {
        if (!png.says(SIGNATURE + 4, "IHDR")) {
            throw new IOException("its header gives no size");
        }
        int width = (int) png.number(SIGNATURE + 8, 4, false);
        int height = (int) png.number(SIGNATURE + 12, 4, false);
        return new PngHeader(width, height, orientation(png));
    }

    /** The EXIF chunk may stand before the pixels or behind them. */
    private static int orientation(FileBytes png) throws IOException {
        long at = SIGNATURE;
        while (at + 12 <= png.size()) {
            long length = png.number(at, 4, false);
            if (png.says(at + 4, "eXIf")) {
                return TiffTags.orientation(png, at + 8);
            }
            at += 12 + length;
        }
        return 1;
    }
}
