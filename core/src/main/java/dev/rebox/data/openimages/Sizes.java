package dev.rebox.data.openimages;

import dev.rebox.data.AnnotationException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sides of images by their numbers, in pixels: 8 bytes an image. */
final class Sizes {
    private int[] sides = new int[0]; // [2 * images]; 0 where they are not known

    /** @param image its number; null for one that is not in the data set @param row with Width and Height */
    void add(@Nullable Integer image, CsvTable.Row row) {
        double width = row.number("Width");
        double height = row.number("Height");
        if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
            throw new AnnotationException(
                    row.where(), "an image of " + row.text("Width") + " x " + row.text("Height") + " pixels");
        }
        if (image != null) {
            if (2 * image + 2 > sides.length) {
                sides = Arrays.copyOf(sides, Math.max(1024, 4 * image + 2));
            }
            sides[2 * image] = (int) width;
            sides[2 * image + 1] = (int) height;
        }
    }

    /** {width, height}; empty where no table said it. */
    Optional<int[]> of(int image) {
        return 2 * image + 1 < sides.length && sides[2 * image] > 0
                ? Optional.of(new int[] {sides[2 * image], sides[2 * image + 1]})
                : Optional.empty();
    }
}
