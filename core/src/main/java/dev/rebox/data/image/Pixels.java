package dev.rebox.data.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.SampleModel;

/** Turns decoded images of any kind into RGB bytes. */
final class Pixels {
    private Pixels() {}

    static RgbImage of(BufferedImage image) {
        return plain(image) ? swapBlueAndRed(image, bytes(image).clone()) : converted(image);
    }

    /** The same of an image that nobody else uses: its memory is taken where that is possible. */
    static RgbImage own(BufferedImage image) throws NotReadException {
        int kind = image.getSampleModel().getTransferType();
        if (kind != DataBuffer.TYPE_BYTE && kind != DataBuffer.TYPE_USHORT && !(isPacked(image))) {
            throw new NotReadException(
                    "its samples are not of 8 or 16 bits, which is not read: save it as JPEG or PNG of 8 bits");
        }
        return plain(image) ? swapBlueAndRed(image, bytes(image)) : converted(image);
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

    private static RgbImage swapBlueAndRed(BufferedImage image, byte[] pixels) {
        for (int i = 0; i < pixels.length; i += 3) {
            byte blue = pixels[i];
            pixels[i] = pixels[i + 2];
            pixels[i + 2] = blue;
        }
        return new RgbImage(image.getWidth(), image.getHeight(), pixels);
    }

    private static RgbImage converted(BufferedImage image) {
        byte[] rgb = new byte[image.getWidth() * image.getHeight() * 3];
        boolean indexed = image.getColorModel() instanceof IndexColorModel;
        int bands = image.getRaster().getNumBands();
        if (bands <= 2 && !indexed) {
            // Not getRGB, which takes grey for linear light and brightens it.
            spreadGrey(image.getRaster(), rgb);
        } else if (image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_CMYK) {
            // Not getRGB, whose answer depends on the profiles of the machine.
            overPaper(image.getRaster(), rgb);
        } else {
            overWhite(image, rgb);
        }
        return new RgbImage(image.getWidth(), image.getHeight(), rgb);
    }

    /** One band of grey, and perhaps one of opacity. */
    private static void spreadGrey(Raster raster, byte[] rgb) {
        int bits = bits(raster);
        int bands = raster.getNumBands();
        int[] row = new int[raster.getWidth() * bands];
        int to = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, row);
            for (int i = 0; i < row.length; i += bands) {
                int alpha = bands == 2 ? eight(row[i + 1], bits) : 255;
                byte value = blend(eight(row[i], bits), alpha);
                rgb[to++] = value;
                rgb[to++] = value;
                rgb[to++] = value;
            }
        }
    }

    /** Cyan, magenta, yellow and black ink. */
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
        SampleModel model = raster.getSampleModel();
        return model.getSampleSize(0);
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
