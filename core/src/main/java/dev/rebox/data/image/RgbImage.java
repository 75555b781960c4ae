package dev.rebox.data.image;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * Pixels in memory.
 *
 * @param rgb {@code [height, width, 3]}, row by row, red first, 0..255 as unsigned bytes; not copied, so do not change it
 */
public record RgbImage(int width, int height, byte[] rgb) {
    /** The pixels of a decoded image; what is transparent lies over white. */
    public static RgbImage of(BufferedImage image) {
        return Pixels.of(image);
    }

    public RgbImage {
        if (width < 1 || height < 1 || rgb.length != width * height * 3) {
            throw new IllegalArgumentException(width + " x " + height + " pixels do not fit " + rgb.length + " bytes");
        }
    }

    /** Red, green or blue (0, 1, 2) of a pixel, 0..255. */
    public int value(int x, int y, int channel) {
        return rgb[(y * width + x) * 3 + channel] & 0xFF;
    }

    /** The image in another size, see {@link Resampling}. */
    public RgbImage resize(int newWidth, int newHeight) {
        return Resampling.resize(this, newWidth, newHeight);
    }

    /** The part that lies in a rectangle of whole pixels inside the image. */
    public RgbImage crop(int x, int y, int partWidth, int partHeight) {
        if (x < 0 || y < 0 || x + partWidth > width || y + partHeight > height) {
            throw new IllegalArgumentException(partWidth + " x " + partHeight + " at " + x + ", " + y
                    + " is not within " + width + " x " + height);
        }
        byte[] part = new byte[partWidth * partHeight * 3];
        for (int row = 0; row < partHeight; row++) {
            System.arraycopy(rgb, ((y + row) * width + x) * 3, part, row * partWidth * 3, partWidth * 3);
        }
        return new RgbImage(partWidth, partHeight, part);
    }

    /** The image in the mirror: left and right swapped. */
    public RgbImage flip() {
        byte[] flipped = new byte[rgb.length];
        for (int y = 0; y < height; y++) {
            int from = y * width * 3;
            int to = from + (width - 1) * 3;
            for (int x = 0; x < width; x++, from += 3, to -= 3) {
                flipped[to] = rgb[from];
                flipped[to + 1] = rgb[from + 1];
                flipped[to + 2] = rgb[from + 2];
            }
        }
        return new RgbImage(width, height, flipped);
    }

    /** The image at a place of a larger white one, which holds it whole. */
    RgbImage onWhite(int newWidth, int newHeight, int left, int top) {
        if (newWidth == width && newHeight == height) {
            return this;
        }
        byte[] larger = new byte[newWidth * newHeight * 3];
        Arrays.fill(larger, (byte) 255);
        for (int row = 0; row < height; row++) {
            System.arraycopy(rgb, row * width * 3, larger, ((top + row) * newWidth + left) * 3, width * 3);
        }
        return new RgbImage(newWidth, newHeight, larger);
    }

    /** The stored image as it is to be seen, for an EXIF orientation 1..8 (1: as it is). */
    RgbImage upright(int orientation) {
        if (orientation == 1) {
            return this;
        }
        boolean swap = orientation >= 5;
        int w = swap ? height : width;
        int h = swap ? width : height;
        byte[] turned = new byte[rgb.length];
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                int fromX =
                        switch (orientation) {
                            case 2, 3 -> width - 1 - x;
                            case 5, 6 -> y;
                            case 7, 8 -> width - 1 - y;
                            default -> x;
                        };
                int fromY =
                        switch (orientation) {
                            case 3, 4 -> height - 1 - y;
                            case 5, 8 -> x;
                            case 6, 7 -> height - 1 - x;
                            default -> y;
                        };
                System.arraycopy(rgb, (fromY * width + fromX) * 3, turned, (y * w + x) * 3, 3);
            }
        }
        return new RgbImage(w, h, turned);
    }
}
