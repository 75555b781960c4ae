package dev.rebox.report.drawing;

import dev.rebox.file.AtomicFile;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** A drawing on disk. */
public final class PngFile {
    private PngFile() {}

    /** Writes the whole file or none, making its folder where needed. */
    public static void write(Path file, BufferedImage image) {
        AtomicFile.write(file, out -> ImageIO.write(image, "png", out));
    }
}
