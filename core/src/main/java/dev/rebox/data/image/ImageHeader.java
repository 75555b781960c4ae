package dev.rebox.data.image;

import com.drew.imaging.FileType;
import com.drew.imaging.FileTypeDetector;
import com.drew.imaging.ImageProcessingException;
import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import com.drew.metadata.jpeg.JpegDirectory;
import com.drew.metadata.jpeg.JpegReader;
import dev.rebox.error.DataException;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * What an image's first bytes say.
 *
 * @param width pixels as stored, before any rotation
 * @param height pixels as stored
 * @param components colour components of a JPEG (1 grey, 3 colour, 4 CMYK); 0 for other formats
 * @param orientation EXIF orientation 1..8; 1 is upright
 */
public record ImageHeader(int width, int height, int components, int orientation) {

    /** Reads no further than it must. @throws DataException where the file is missing or no image */
    public static ImageHeader read(Path file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 14)) {
            return read(file, in);
        } catch (NoSuchFileException e) {
            throw new DataException(file + ": the image is missing", e);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** The header of an image that is in memory already. */
    static ImageHeader read(Path file, byte[] bytes) {
        try {
            return read(file, new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new DataException(file + ": this is not an image that can be read: " + e.getMessage(), e);
        }
    }

    private static ImageHeader read(Path file, InputStream in) throws IOException {
        FileType type = FileTypeDetector.detectFileType(in);
        if (type == FileType.Jpeg) {
            return ofJpeg(file, in);
        }
        try (ImageInputStream image = new MemoryCacheImageInputStream(in)) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(image);
            if (!readers.hasNext()) {
                throw new DataException(file + ": this is not an image (JPEG, PNG, BMP and GIF are read)");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(image);
                return new ImageHeader(reader.getWidth(0), reader.getHeight(0), 0, 1);
            } finally {
                reader.dispose();
            }
        }
    }

    private static ImageHeader ofJpeg(Path file, InputStream in) throws IOException {
        try {
            Metadata metadata = JpegMetadataReader.readMetadata(in, List.of(new JpegReader(), new ExifReader()));
            JpegDirectory jpeg = metadata.getFirstDirectoryOfType(JpegDirectory.class);
            Integer width = jpeg == null ? null : jpeg.getInteger(JpegDirectory.TAG_IMAGE_WIDTH);
            Integer height = jpeg == null ? null : jpeg.getInteger(JpegDirectory.TAG_IMAGE_HEIGHT);
            if (width == null || height == null || width < 1 || height < 1) {
                throw new DataException(file + ": the JPEG is damaged: its header gives no size");
            }
            Integer components = jpeg.getInteger(JpegDirectory.TAG_NUMBER_OF_COMPONENTS);
            return new ImageHeader(width, height, components == null ? 3 : components, orientation(metadata));
        } catch (ImageProcessingException e) {
            throw new DataException(file + ": the JPEG is damaged: " + e.getMessage(), e);
        }
    }

    private static int orientation(Metadata metadata) {
        for (ExifIFD0Directory exif : metadata.getDirectoriesOfType(ExifIFD0Directory.class)) {
            Integer value = exif.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
            if (value != null && value >= 1 && value <= 8) {
                return value;
            }
        }
        return 1;
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
