package dev.rebox.data.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/** Turns decoded images of any kind into RGB bytes. */
final class Pixels {
    private Pixels() {}

    static RgbImage of(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] rgb = new byte[width * height * 3];
        boolean grey = image.getRaster().getNumBands() <= 2 && !(image.getColorModel() instanceof IndexColorModel);
        if (image.getType() == BufferedImage.TYPE_3BYTE_BGR) {
            swapBlueAndRed(image, rgb);
        } else if (grey) {
            // Not getRGB, which takes grey for linear light and brightens it.
            spreadGrey(image.getRaster(), rgb);
        } else {
            overWhite(image, rgb);
        }
        return new RgbImage(width, height, rgb);
    }

    private static void swapBlueAndRed(BufferedImage image, byte[] rgb) {
        byte[] bgr = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        if (bgr.length != rgb.length) {
            overWhite(image, rgb);
            return;
        }
        for (int i = 0; i < bgr.length; i += 3) {
            rgb[i] = bgr[i + 2];
            rgb[i + 1] = bgr[i + 1];
            rgb[i + 2] = bgr[i];
        }
    }

    /** One band of grey, and perhaps one of opacity. */
    private static void spreadGrey(Raster raster, byte[] rgb) {
        int shift = raster.getTransferType() == DataBuffer.TYPE_BYTE ? 0 : 8;
        int bands = raster.getNumBands();
        int[] row = new int[raster.getWidth() * bands];
        int to = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, row);
            for (int i = 0; i < row.length; i += bands) {
                int alpha = bands == 2 ? row[i + 1] >> shift : 255;
                byte value = blend(row[i] >> shift, alpha);
                rgb[to++] = value;
                rgb[to++] = value;
                rgb[to++] = value;
            }
        }
    }

    private static void overWhite(BufferedImage image, byte[] rgb) {
        int[] row = new int[image.getWidth()];
        int to = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, row.length, 1, row, 0, row.length);
            for (int pixel : row) {
                int alpha = pixel >>> 24;
                rgb[to++] = blend(pixel >> 16 & 0xFF, alpha);
                rgb[to++] = blend(pixel >> 8 & 0xFF, alpha);
                rgb[to++] = blend(pixel & 0xFF, alpha);
            }
        }
    }

    private static byte blend(int value, int alpha) {
        return (byte) ((value * alpha + 255 * (255 - alpha) + 127) / 255);
    }
}
