package dev.rebox.data.image;

import dev.rebox.error.DataException;
import java.nio.file.Path;

/** Whether an image fits into memory, told before and after it was tried. */
final class ImageMemory {
    /** Of a pixel: what a decoder fills and what is made of it. */
    private static final int BYTES = 6;
    /** The longest array that Java makes. */
    private static final long LONGEST = Integer.MAX_VALUE - 8L;

    private ImageMemory() {}

    /** A small file may claim any size; nothing is asked of the memory that it cannot give. @throws DataException then */
    static void check(Path file, ImageHeader header) {
        long pixels = (long) header.width() * header.height();
        if (3 * pixels > LONGEST) {
            throw new DataException(file + ": too large an image: " + size(header) + ", where the most is "
                    + LONGEST / 3 / 1_000_000 + " million. Make it smaller, or cut it into parts.");
        }
        if (BYTES * pixels > Runtime.getRuntime().maxMemory()) {
            throw new DataException(tooLittle(file, "an image of " + size(header)));
        }
    }

    static DataException tooLittle(Path file, ImageHeader header, OutOfMemoryError cause) {
        return tooLittle(file, "an image of " + size(header), cause);
    }

    static DataException tooLittle(Path file, String what, OutOfMemoryError cause) {
        return new DataException(tooLittle(file, what), cause);
    }

    private static String tooLittle(Path file, String what) {
        return file + ": there is not enough memory for " + what
                + ". Give Java more (REBOX_JAVA_OPTIONS=-Xmx4g), or make the image smaller.";
    }

    private static String size(ImageHeader header) {
        return header.width() + " x " + header.height() + " pixels";
    }
}
