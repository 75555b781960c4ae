package dev.rebox.evaluate.threshold;

import dev.rebox.error.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * Tells a model file from another, so that what was chosen for one is not used with the next.
 *
 * @param file its name
 * @param bytes its length
 * @param checksum CRC-32C of its bytes, eight hexadecimal digits
 */
public record ModelMark(String file, long bytes, String checksum) {
    private static final int BUFFER = 1 << 20;

    /** The mark of a file, which is read whole. @throws DataException if it cannot be read */
    public static ModelMark of(Path model) {
        CRC32C checksum = new CRC32C();
        long bytes = 0;
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(model)) {
            for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
                checksum.update(buffer, 0, got);
                bytes += got;
            }
        } catch (IOException e) {
            throw new DataException(model + ": cannot be read: " + e.getMessage(), e);
        }
        return new ModelMark(String.valueOf(model.getFileName()), bytes, String.format("%08x", checksum.getValue()));
    }
}
