package dev.rebox.report.drawing;

import dev.rebox.error.ReboxException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A drawing as JPEG. */
public final class JpegData {
    private JpegData() {}

    /** The address of an image that a page holds within itself. @param quality 0..1 */
    public static String uri(BufferedImage image, double quality) {
        return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(bytes(image, quality));
    }

    /** The bytes of a file. @param quality 0..1 */
    public static byte[] bytes(BufferedImage image, double quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality((float) quality);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } catch (IOException e) {
            throw new ReboxException("an image cannot be made a JPEG: " + e.getMessage(), e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
