package dev.rebox.data.augment;

import dev.rebox.data.image.RgbImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** What is left of an image after a strong compression as JPEG. */
final class JpegNoise {
    private static final double STRONGEST = 0.2;
    private static final double WEAKEST = 0.8;

    private JpegNoise() {}

    static RgbImage of(RgbImage image, SplittableRandom random) {
        return of(image, (float) (STRONGEST + random.nextDouble() * (WEAKEST - STRONGEST)));
    }

    /** @param quality 0 to 1 */
    static RgbImage of(RgbImage image, float quality) {
        BufferedImage plain = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
        byte[] rgb = image.rgb();
        for (int i = 0; i < image.width() * image.height(); i++) {
            int value = (rgb[3 * i] & 0xFF) << 16 | (rgb[3 * i + 1] & 0xFF) << 8 | rgb[3 * i + 2] & 0xFF;
            plain.setRGB(i % image.width(), i / image.width(), value);
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageWriteParam settings = writer.getDefaultWriteParam();
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionQuality(quality);
            try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
                writer.setOutput(out);
                writer.write(null, new IIOImage(plain, null, null), settings);
            }
            return RgbImage.of(ImageIO.read(new ByteArrayInputStream(bytes.toByteArray())));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // there is no file
        } finally {
            writer.dispose();
        }
    }
}
