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
        refuseOverwriting(folder, image);
        Path file = file(folder, image);
        BufferedImage drawing = Canvas.of(ImageDecoder.read(image.file()), 1)
                .detections(detections, labels)
                .image();
        if (isJpeg(file)) {
            AtomicFile.write(file, JpegData.bytes(drawing, QUALITY));
        } else {
            PngFile.write(file, drawing);
        }
        return file;
    }

    private static Path file(Path folder, NamedImages.Named image) {
        Path name = image.name();
        boolean kept = isJpeg(name) || name.toString().toLowerCase(Locale.ROOT).endsWith(".png");
        return folder.resolve(kept ? name : name.resolveSibling(name.getFileName() + ".png"));
    }

    private static boolean isJpeg(Path file) {
        String lower = file.toString().toLowerCase(Locale.ROOT);
        return lower.endsWith(".jpg") || lower.endsWith(".jpeg");
    }

    /** @throws ConfigException where the drawing would overwrite the image itself */
    public static void refuseOverwriting(Path folder, NamedImages.Named image) {
        Path file = file(folder, image);
        try {
            if (Files.exists(file) && Files.isSameFile(file, image.file())) {
                throw new ConfigException(
                        file + ": is the image itself, which the drawing would overwrite: give another --out");
            }
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(file, e);
        }
    }
}
