package dev.rebox.report.picture;

import dev.rebox.error.ReboxException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.imageio.ImageIO;

/** A drawing on disk. */
public final class PngFile {
    private PngFile() {}

    /** Writes the whole file or none, making its folder where needed. @throws ReboxException when that fails */
    public static void write(Path file, BufferedImage image) {
        Path absolute = file.toAbsolutePath();
        Path temporary = absolute.resolveSibling("." + absolute.getFileName() + ".part");
        try {
            Files.createDirectories(absolute.getParent());
            try {
                ImageIO.write(image, "png", temporary.toFile());
                Files.move(temporary, absolute, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new ReboxException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
