package dev.rebox.serve.detect;

import dev.rebox.data.image.ImageHeader;
import dev.rebox.error.DataException;
import dev.rebox.serve.http.RequestException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * An image as it was sent.
 *
 * @param name what the client calls it: a file's name without folders, never opened
 * @param bytes its file
 */
public record Upload(String name, byte[] bytes) {
    private static final int LONGEST_NAME = 200;

    /** Only the last part of a name is kept, and nothing that a terminal or a file system could take amiss. */
    public Upload {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String plain = last.replaceAll("[\\p{Cntrl}\\uFFFD:*?\"<>|]", "_").strip();
        name = plain.isEmpty() ? "image" : plain.substring(0, Math.min(LONGEST_NAME, plain.length()));
    }

    Path path() {
        return Path.of(name);
    }

    /**
     * Judges an image by its header, before anything is decoded.
     *
     * @throws RequestException where it is not an image (400), or has too many pixels (413)
     */
    void check(double megapixels) {
        if (bytes.length == 0) {
            throw new RequestException(400, name + ": it is empty: send the bytes of an image file");
        }
        ImageHeader header;
        try {
            header = ImageHeader.read(path(), bytes);
        } catch (DataException e) {
            throw new RequestException(400, String.valueOf(e.getMessage()));
        }
        double size = header.width() * (double) header.height() / 1e6;
        if (size > megapixels) {
            throw new RequestException(
                    413,
                    String.format(
                            Locale.ROOT,
                            "%s: %d x %d pixels are more than %s million: send it smaller, or start the server with a larger --megapixels",
                            name,
                            header.width(),
                            header.height(),
                            megapixels == Math.rint(megapixels)
                                    ? Long.toString((long) megapixels)
                                    : Double.toString(megapixels)));
        }
    }
}
