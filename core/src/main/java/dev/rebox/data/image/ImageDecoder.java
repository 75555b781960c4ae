package dev.rebox.data.image;

import dev.rebox.data.Example;
import dev.rebox.error.DataException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads JPEG (colour, grey, CMYK), PNG (all depths and palettes; transparent parts become white), WebP, TIFF, BMP and GIF (the
 * first image of several) into {@link RgbImage}s, in every orientation that cameras write. Colour profiles are not applied.
 */
public final class ImageDecoder {
    private static final @Nullable ImageReaderSpi PLAIN_JPEG = findPlainJpeg();

    private ImageDecoder() {}

    /** The image, upright. @throws DataException where it is missing, damaged, cut off or no image */
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
            return decode(file, Files.readAllBytes(file), annotatedWidth, annotatedHeight);
        } catch (NoSuchFileException e) {
            throw new DataException(file + ": the image is missing", e);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * The image that a stream holds as a file, upright. The stream is read to its end and not closed.
     *
     * @throws DataException where it is damaged, cut off or not an image
     * @throws IOException if the stream cannot be read
     */
    public static RgbImage read(InputStream in) throws IOException {
        return decode(Path.of("stream"), in.readAllBytes(), 0, 0);
    }

    private static RgbImage decode(Path file, byte[] bytes, int annotatedWidth, int annotatedHeight) {
        try {
            ImageHeader header = ImageHeader.read(file, bytes);
            if (3L * header.width() * header.height() > Integer.MAX_VALUE) {
                throw new DataException(
                        file + ": too large an image: " + header.width() + " x " + header.height() + " pixels");
            }
            return decode(bytes, header).upright(header.orientationFor(annotatedWidth, annotatedHeight));
        } catch (OutOfMemoryError e) {
            ImageHeader header = ImageHeader.read(file, bytes);
            throw new DataException(
                    file + ": there is not enough memory for an image of " + header.width() + " x " + header.height()
                            + " pixels. Give Java more (REBOX_JAVA_OPTIONS=-Xmx4g), or make the image smaller",
                    e);
        } catch (IOException | RuntimeException e) {
            if (e instanceof DataException known) {
                throw known;
            }
            // Decoders answer damaged files with any runtime exception.
            throw new DataException(file + ": the image is damaged: " + e.getMessage(), e);
        }
    }

    /** The size of the upright image as {width, height}, from its header only. */
    public static int[] size(Path file) {
        ImageHeader header = ImageHeader.read(file);
        return new int[] {header.uprightWidth(), header.uprightHeight()};
    }

    private static RgbImage decode(byte[] bytes, ImageHeader header) throws IOException {
        boolean plain = header.components() == 1 || header.components() == 3;
        if (plain && PLAIN_JPEG != null) {
            try {
                return decode(PLAIN_JPEG.createReaderInstance(), JpegSegments.essential(bytes));
            } catch (CutOffException e) {
                throw e;
            } catch (IOException | RuntimeException e) {
                // Rare kinds of JPEG, e.g. lossless ones: the general reader knows more of them.
                return decode(anyReader(bytes), bytes);
            }
        }
        return decode(anyReader(bytes), bytes);
    }

    /** The JDK's own, which is faster than the general one but knows fewer kinds; null where the JDK has none. */
    private static @Nullable ImageReaderSpi findPlainJpeg() {
        Iterator<ImageReaderSpi> all =
                IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, false);
        while (all.hasNext()) {
            ImageReaderSpi provider = all.next();
            if (provider.getClass().getName().equals("com.sun.imageio.plugins.jpeg.JPEGImageReaderSpi")) {
                return provider;
            }
        }
        return null;
    }

    private static ImageReader anyReader(byte[] bytes) throws IOException {
        try (ImageInputStream in = stream(bytes)) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IOException("no decoder knows this kind of file");
            }
            return readers.next();
        }
    }

    private static ImageInputStream stream(byte[] bytes) {
        return new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes));
    }

    private static RgbImage decode(ImageReader reader, byte[] bytes) throws IOException {
        List<String> warnings = new ArrayList<>();
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
        try (ImageInputStream in = stream(bytes)) {
            reader.setInput(in, true, true);
            BufferedImage image = reader.read(0);
            for (String warning : warnings) {
                if (saysCutOff(warning)) {
                    throw new CutOffException(warning);
                }
            }
            return Pixels.of(image);
        } finally {
            reader.dispose();
        }
    }

    /** Decoders fill what is missing with grey and only warn. */
    private static boolean saysCutOff(String warning) {
        String lower = warning.toLowerCase(Locale.ROOT);
        return lower.contains("premature end") || lower.contains("bad huffman") || lower.contains("unexpected end");
    }

    private static final class CutOffException extends IOException {
        private static final long serialVersionUID = 1L;

        CutOffException(String warning) {
            super("its data is cut off or broken (" + warning + ")");
        }
    }
}
