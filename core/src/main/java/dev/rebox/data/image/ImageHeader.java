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
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
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
    /** Bytes that tell what a file is. */
    private static final int START = 400;

    /** Reads no further than it must. @throws DataException where the file is missing or no image */
    public static ImageHeader read(Path file) {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            return read(file, channel);
        } catch (NoSuchFileException e) {
            throw new DataException(file + ": the image is missing", e);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + (Files.isDirectory(file) ? "it is a folder" : e), e);
        }
    }

    /** The header of an image that is in memory already. */
    static ImageHeader read(Path file, byte[] bytes) {
        try {
            return read(file, new BytesChannel(bytes));
        } catch (IOException e) {
            throw new DataException(file + ": this is not an image that can be read: " + e.getMessage(), e);
        }
    }

    private static ImageHeader read(Path file, SeekableByteChannel channel) throws IOException {
        // The stream is not closed: the channel is read again for the orientation.
        InputStream in = new BufferedInputStream(Channels.newInputStream(channel), 1 << 14);
        FileType type = FileTypeDetector.detectFileType(in);
        if (type == FileType.Jpeg) {
            return ofJpeg(file, in);
        }
        try (ImageInputStream image = new MemoryCacheImageInputStream(in)) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(image);
            if (!readers.hasNext()) {
                channel.position(0);
                throw new DataException(file + ": "
                        + UnreadKind.of(Channels.newInputStream(channel).readNBytes(START)));
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(image);
                int width = reader.getWidth(0);
                int height = reader.getHeight(0);
                return new ImageHeader(width, height, 0, ExifOrientation.of(channel));
            } finally {
                reader.dispose();
            }
        } catch (RuntimeException e) {
            if (e instanceof DataException known) {
                throw known;
            }
            // Decoders answer damaged files with any runtime exception.
            throw new DataException(file + ": the image is damaged: " + e, e);
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
