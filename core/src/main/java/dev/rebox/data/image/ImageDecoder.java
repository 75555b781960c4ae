package dev.rebox.data.image;

import dev.rebox.data.Example;
import dev.rebox.error.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads images into {@link RgbImage}s: JPEG (colour, grey, CMYK; the pixels are those of libjpeg), PNG (all depths and
 * palettes), WebP, TIFF, BMP and GIF; of several frames or pages the first. Every EXIF orientation is known. Transparent parts
 * become white. Colour profiles are not applied.
 */
public final class ImageDecoder {
    private ImageDecoder() {}

    /** The image, upright. @throws DataException where it is missing, damaged, cut off, too large or no image */
    public static RgbImage read(Path file) {
        return read(file, 0, 0);
    }

    /** The image as its boxes want it, see {@link ImageHeader#orientationFor}. @throws DataException naming the image */
    public static RgbImage read(Example example) {
        try {
            return read(example.image(), example.width(), example.height());
        } catch (DataException e) {
            // An image that a user named is its own id.
            boolean named = example.id().equals(example.image().toString());
            throw new DataException((named ? "" : "image " + example.id() + ": ") + e.getMessage(), e);
        }
    }

    private static RgbImage read(Path file, int annotatedWidth, int annotatedHeight) {
        try {
            return decode(file, bytes(file), annotatedWidth, annotatedHeight);
        } catch (NoSuchFileException e) {
            throw new DataException(file + ": the image is missing", e);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new DataException(file + ": this is a folder, not an image");
        }
        try {
            return ImageBytes.read(file);
        } catch (OutOfMemoryError e) {
            throw ImageMemory.tooLittle(file, ImageBytes.length(file) / 1_000_000 + " MB, as the file has", e);
        }
    }

    /**
     * The image that a stream holds as a file, upright. The stream is read to its end and not closed.
     *
     * @throws DataException where it is damaged, cut off, too large or not an image
     * @throws IOException if the stream cannot be read
     */
    public static RgbImage read(InputStream in) throws IOException {
        return decode(Path.of("stream"), in.readAllBytes(), 0, 0);
    }

    /**
     * The image that the bytes of a file hold, upright.
     *
     * @param name stands for the file in messages
     * @throws DataException where it is damaged, cut off, too large or not an image
     */
    public static RgbImage read(Path name, byte[] bytes) {
        try {
            return decode(name, bytes, 0, 0);
        } catch (IOException e) {
            throw new DataException(name + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** The size of the upright image as {width, height}, from its header only. */
    public static int[] size(Path file) {
        ImageHeader header = ImageHeader.read(file);
        return new int[] {header.uprightWidth(), header.uprightHeight()};
    }

    private static RgbImage decode(Path file, byte[] bytes, int annotatedWidth, int annotatedHeight)
            throws IOException {
        ImageHeader header = ImageHeader.read(file, FileBytes.of(bytes));
        ImageMemory.check(file, header);
        try {
            return decode(header, bytes).upright(header.orientationFor(annotatedWidth, annotatedHeight));
        } catch (NotReadException e) {
            throw new DataException(file + ": " + e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            // Decoders answer damaged files with any runtime exception.
            throw new DataException(file + ": the image is damaged (" + header.kind() + "): " + why(e), e);
        } catch (OutOfMemoryError e) {
            throw ImageMemory.tooLittle(file, header, e);
        }
    }

    /** Decoders' words, of which some have several lines, and some there are none. */
    private static String why(Exception e) {
        return Optional.ofNullable(e.getMessage())
                .flatMap(message ->
                        message.lines().filter(line -> !line.isBlank()).findFirst())
                .orElse(e.getClass().getSimpleName());
    }

    private static RgbImage decode(ImageHeader header, byte[] bytes) throws IOException {
        return switch (header.kind()) {
            case JPEG -> JpegDecoder.decode(bytes);
            case GIF -> {
                GifHeader gif = GifHeader.read(FileBytes.of(bytes));
                RgbImage frame = Pixels.decoded(Readers.image(ImageKind.GIF, bytes));
                yield frame.onWhite(gif.width(), gif.height(), gif.left(), gif.top());
            }
            case WEBP -> {
                WebpHeader webp = WebpHeader.read(FileBytes.of(bytes));
                RgbImage frame = Pixels.decoded(Readers.image(ImageKind.WEBP, WebpHeader.withoutProfile(bytes)));
                yield frame.onWhite(webp.width(), webp.height(), webp.left(), webp.top());
            }
            case TIFF -> {
                boolean premultiplied = new TiffTags(FileBytes.of(bytes), 0).get(TiffTags.EXTRA_SAMPLES, 0) == 1;
                yield Pixels.decoded(Readers.image(ImageKind.TIFF, bytes), premultiplied);
            }
            default -> Pixels.decoded(Readers.image(header.kind(), bytes));
        };
    }
}
