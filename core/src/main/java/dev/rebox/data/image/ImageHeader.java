package dev.rebox.data.image;

import dev.rebox.error.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What an image's header says.
 *
 * @param kind told by its content, not by its file's name
 * @param width pixels as stored, before any rotation
 * @param height pixels as stored
 * @param orientation EXIF orientation 1..8, also that of a PNG, WebP or TIFF; 1 is upright
 */
public record ImageHeader(ImageKind kind, int width, int height, int orientation) {

    /** Reads no further than it must. @throws DataException where the file is missing, no image, or of a kind not read */
    public static ImageHeader read(Path file) {
        if (Files.isDirectory(file)) {
            throw new DataException(file + ": this is a folder, not an image");
        }
        try (FileBytes bytes = FileBytes.open(file)) {
            return read(file, bytes);
        } catch (NoSuchFileException e) {
            throw new DataException(file + ": the image is missing", e);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** Of a file in memory. @param name stands for it in messages @throws DataException where it is no image, or of a kind not read */
    public static ImageHeader read(Path name, byte[] bytes) {
        try {
            return read(name, FileBytes.of(bytes));
        } catch (IOException e) {
            throw new DataException(name + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** The kind of image that a file's content shows, read or not; none where it is no image or cannot be opened. */
    public static Optional<ImageKind> kind(Path file) {
        try (FileBytes bytes = FileBytes.open(file)) {
            return kind(file, bytes, bytes.range(0, ImageKind.HEAD));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** @throws DataException naming the file */
    static ImageHeader read(Path file, FileBytes bytes) throws IOException {
        byte[] head = bytes.range(0, ImageKind.HEAD);
        Optional<ImageKind> kind = kind(file, bytes, head);
        if (kind.isEmpty() || !kind.get().isRead()) {
            throw new DataException(file + ": " + NoImage.describe(head, kind));
        }
        try {
            ImageHeader header = of(kind.get(), bytes);
            if (header.width < 1 || header.height < 1) {
                throw new IOException("its header gives no size");
            }
            return header;
        } catch (IOException e) {
            throw new DataException(file + ": the image is damaged (" + kind.get() + "): " + e.getMessage(), e);
        }
    }

    /** Cameras' raw files are TIFF by their first bytes, but hold no more than a preview where a TIFF's image is. */
    private static Optional<ImageKind> kind(Path file, FileBytes bytes, byte[] head) {
        Optional<ImageKind> kind = ImageKind.ofContent(head);
        if (kind.equals(Optional.of(ImageKind.TIFF))) {
            boolean named = ImageKind.ofEnding(file).equals(Optional.of(ImageKind.RAW));
            return named || marksRaw(bytes) ? Optional.of(ImageKind.RAW) : kind;
        }
        return kind;
    }

    private static boolean marksRaw(FileBytes bytes) {
        try {
            return new TiffTags(bytes, 0).has(TiffTags.DNG_VERSION);
        } catch (IOException e) {
            return false;
        }
    }

    private static ImageHeader of(ImageKind kind, FileBytes bytes) throws IOException {
        switch (kind) {
            case JPEG -> {
                JpegHeader jpeg = JpegHeader.read(bytes);
                return new ImageHeader(kind, jpeg.width(), jpeg.height(), jpeg.orientation());
            }
            case PNG -> {
                PngHeader png = PngHeader.read(bytes);
                return new ImageHeader(kind, png.width(), png.height(), png.orientation());
            }
            case GIF -> {
                GifHeader gif = GifHeader.read(bytes);
                return new ImageHeader(kind, gif.width(), gif.height(), 1);
            }
            case BMP -> {
                BmpHeader bmp = BmpHeader.read(bytes);
                return new ImageHeader(kind, bmp.width(), bmp.height(), 1);
            }
            case WEBP -> {
                WebpHeader webp = WebpHeader.read(bytes);
                return new ImageHeader(kind, webp.width(), webp.height(), webp.orientation());
            }
            default -> {
                TiffTags tiff = new TiffTags(bytes, 0);
                int width = tiff.get(TiffTags.WIDTH, 0);
                return new ImageHeader(kind, width, tiff.get(TiffTags.HEIGHT, 0), tiff.orientation());
            }
        }
    }

    /** True where upright and stored image have width and height swapped. */
    public boolean swapsSides() {
        return orientation >= 5;
    }

    /** The width of the upright image. */
    public int uprightWidth() {
        return swapsSides() ? height : width;
    }

    public int uprightHeight() {
        return swapsSides() ? width : height;
    }

    /**
     * The rotation to apply so that boxes fit: none where the annotation's size is that of the stored image and not
     * that of the upright one, since the boxes were then drawn on the stored image.
     *
     * @param annotatedWidth pixels as the annotation says, 0 where it does not
     */
    public int orientationFor(int annotatedWidth, int annotatedHeight) {
        boolean upright = annotatedWidth == uprightWidth() && annotatedHeight == uprightHeight();
        boolean stored = annotatedWidth == width && annotatedHeight == height;
        return stored && !upright ? 1 : orientation;
    }
}
