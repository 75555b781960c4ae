package dev.rebox.report.drawing;

import dev.rebox.box.Detection;
import dev.rebox.data.LabelMap;
import dev.rebox.data.NamedImages;
import dev.rebox.data.image.ImageDecoder;
import dev.rebox.error.ConfigException;
import dev.rebox.file.AtomicFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** An image with detections drawn on it, in a folder of its own: a JPEG where the image is one, else a PNG. */
public final class DrawnFile {
    private static final double QUALITY = .92;

    private DrawnFile() {}

    /**
     * Draws and writes, whole or not at all, in the image's own size and upright.
     *
     * @return the file written
     * @throws ConfigException where that would overwrite the image itself
     */
    public static Path write(Path folder, NamedImages.Named image, List<Detection> detections, LabelMap labels) {
        String name = image.name().getFileName().toString();
        String lower = name.toLowerCase(Locale.ROOT);
        boolean jpeg = lower.endsWith(".jpg") || lower.endsWith(".jpeg");
        Path file = folder.resolve(image.name().resolveSibling(jpeg || lower.endsWith(".png") ? name : name + ".png"));
        refuseOverwriting(file, image.file());
        BufferedImage drawing = Canvas.of(ImageDecoder.read(image.file()), 1)
                .detections(detections, labels)
                .image();
        if (jpeg) {
            AtomicFile.write(file, JpegData.bytes(drawing, QUALITY));
        } else {
            PngFile.write(file, drawing);
        }
        return file;
    }

    private static void refuseOverwriting(Path file, Path image) {
        try {
            if (Files.exists(file) && Files.isSameFile(file, image)) {
                throw new ConfigException(
                        file + ": is the image itself, which the drawing would overwrite: give another --out");
            }
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(file, e);
        }
    }
}
