package dev.rebox.data.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;

/** Turns decoded images of any kind into RGB bytes. */
final class Pixels {
    private Pixels() {}

    static RgbImage of(BufferedImage image) {
        return plain(image) ? swapBlueAndRed(image) : converted(image, image.isAlphaPremultiplied());
    }

    /** The same of what a decoder gave, which may be of samples that have no meaning as colours. */
    static RgbImage decoded(BufferedImage image) throws NotReadException {
        return decoded(image, image.isAlphaPremultiplied());
    }

    /** @param premultiplied whether what is transparent is dark already */
    static RgbImage decoded(BufferedImage image, boolean premultiplied) throws NotReadException {
        int kind = image.getSampleModel().getTransferType();
        if (kind != DataBuffer.TYPE_BYTE && kind != DataBuffer.TYPE_USHORT && !(isPacked(image))) {
            throw new NotReadException(
                    "its samples are not of 8 or 16 bits, which is not read: save it as JPEG or PNG of 8 bits");
        }
        return plain(image) ? swapBlueAndRed(image) : converted(image, premultiplied);
    }

    private static boolean isPacked(BufferedImage image) {
        return image.getType() == BufferedImage.TYPE_INT_RGB
                || image.getType() == BufferedImage.TYPE_INT_ARGB
                || image.getType() == BufferedImage.TYPE_INT_BGR;
    }

    /** Blue, green and red of each pixel, one after the other, and nothing else. */
    private static boolean plain(BufferedImage image) {
        return image.getType() == BufferedImage.TYPE_3BYTE_BGR
                && bytes(image).length == image.getWidth() * image.getHeight() * 3;
    }

    private static byte[] bytes(BufferedImage image) {
        return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    }

    /** Into another array: in place it takes four times as long. */
    private static RgbImage swapBlueAndRed(BufferedImage image) {
        byte[] bgr = bytes(image);
        byte[] rgb = new byte[bgr.length];
        for (int i = 0; i < bgr.length; i += 3) {
            rgb[i] = bgr[i + 2];
            rgb[i + 1] = bgr[i + 1];
            rgb[i + 2] = bgr[i];
        }
        return new RgbImage(image.getWidth(), image.getHeight(), rgb);
    }

    private static RgbImage converted(BufferedImage image, boolean premultiplied) {
        byte[] rgb = new byte[image.getWidth() * image.getHeight() * 3];
        ColorModel colours = image.getColorModel();
        int space = colours.getColorSpace().getType();
        if (space == ColorSpace.TYPE_CMYK) {
            overPaper(image.getRaster(), rgb);
        } else if (colours instanceof ComponentColorModel
                && (space == ColorSpace.TYPE_RGB || space == ColorSpace.TYPE_GRAY)) {
            overWhite(image.getRaster(), colours, premultiplied, rgb);
        } else {
            overWhite(image, rgb);
        }
        return new RgbImage(image.getWidth(), image.getHeight(), rgb);
    }

    /**
     * The samples as they are stored. Not getRGB, which applies a colour profile, and which takes grey for linear light and
     * brightens it.
     */
    private static void overWhite(Raster raster, ColorModel colours, boolean premultiplied, byte[] rgb) {
        int bits = bits(raster);
        int bands = raster.getNumBands();
        int green = colours.getNumColorComponents() == 3 ? 1 : 0;
        int[] row = new int[raster.getWidth() * bands];
        int to = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, row);
            for (int i = 0; i < row.length; i += bands) {
                int alpha = colours.hasAlpha() ? eight(row[i + bands - 1], bits) : 255;
                for (int channel = 0; channel < 3; channel++) {
                    int value = eight(row[i + channel * green], bits);
                    rgb[to++] = premultiplied ? (byte) Math.min(255, value + 255 - alpha) : blend(value, alpha);
                }
            }
        }
    }

    /** Cyan, magenta, yellow and black ink. Not getRGB, whose answer depends on the profiles of the machine. */
    private static void overPaper(Raster raster, byte[] rgb) {
        int bits = bits(raster);
        int bands = raster.getNumBands();
        int[] row = new int[raster.getWidth() * bands];
        int to = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, row);
            for (int i = 0; i < row.length; i += bands) {
                int black = 255 - eight(row[i + 3], bits);
                for (int ink = 0; ink < 3; ink++) {
                    rgb[to++] = inked(255 - eight(row[i + ink], bits), black);
                }
            }
        }
    }

    /** What two inks leave of white. @param rest what the colour leaves, 0..255 @param black what the black leaves */
    static byte inked(int rest, int black) {
        return (byte) ((rest * black + 127) / 255);
    }

    private static int bits(Raster raster) {
        return raster.getSampleModel().getSampleSize(0);
    }

    /** A sample of some bits in eight: of more its upper eight, as libpng and OpenCV do. */
    private static int eight(int sample, int bits) {
        return bits > 8 ? sample >> (bits - 8) : bits == 8 ? sample : sample * 255 / ((1 << bits) - 1);
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
