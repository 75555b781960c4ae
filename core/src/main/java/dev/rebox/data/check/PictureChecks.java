package dev.rebox.data.check;

import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.Problem;
import dev.rebox.data.picture.PictureHeader;
import dev.rebox.data.picture.PictureReader;
import dev.rebox.error.DataException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * What one picture's file says against its annotation.
 *
 * @param width of the picture in which the boxes are meant: as annotated, else as the file says; 0 where neither is known
 */
record PictureChecks(Example example, int width, int height, List<Problem> problems) {

    /** All pictures of a data set in its order, on every processor. @param decode whether to read every pixel */
    static List<PictureChecks> all(Dataset data, boolean decode) {
        return data.examples().parallelStream().map(e -> of(e, decode)).toList();
    }

    /** Whether the picture is useless. */
    boolean hasError() {
        return problems.stream().anyMatch(Problem::isError);
    }

    static PictureChecks of(Example example, boolean decode) {
        List<Problem> problems = new ArrayList<>();
        int width = example.width();
        int height = example.height();
        if (!Files.isRegularFile(example.image())) {
            problems.add(Problem.error(
                    example.id(),
                    example.origin(),
                    Problem.Kind.MISSING_PICTURE,
                    "there is no picture " + example.image()));
            return new PictureChecks(example, width, height, problems);
        }
        try {
            PictureHeader header = PictureHeader.read(example.image());
            if (width < 1 || height < 1) {
                width = header.uprightWidth();
                height = header.uprightHeight();
            } else {
                compareSizes(example, header, problems);
            }
            if (header.orientation() != 1) {
                problems.add(rotated(example, header));
            }
            if (decode) {
                PictureReader.read(example.image());
            }
        } catch (DataException e) {
            String message = e.getMessage();
            String prefix = example.image() + ": ";
            String detail = message.startsWith(prefix) ? message.substring(prefix.length()) : message;
            problems.add(new Problem(
                    example.id(), example.image(), 0, Problem.Kind.CORRUPT_PICTURE, detail, Problem.Severity.ERROR));
        }
        return new PictureChecks(example, width, height, problems);
    }

    private static void compareSizes(Example example, PictureHeader header, List<Problem> problems) {
        boolean stored = example.width() == header.width() && example.height() == header.height();
        boolean upright = example.width() == header.uprightWidth() && example.height() == header.uprightHeight();
        if (!stored && !upright) {
            problems.add(Problem.error(
                    example.id(),
                    example.origin(),
                    Problem.Kind.SIZE_MISMATCH,
                    "the annotation says " + example.width() + " x " + example.height() + " pixels, the picture has "
                            + header.uprightWidth() + " x " + header.uprightHeight()));
        }
    }

    private static Problem rotated(Example example, PictureHeader header) {
        boolean turned = header.orientationFor(example.width(), example.height()) != 1;
        String detail = "the camera wrote orientation " + header.orientation() + ": "
                + (turned ? "the picture is set upright" : "its boxes fit it as stored, so that it is not turned");
        return new Problem(
                example.id(), example.image(), 0, Problem.Kind.EXIF_ROTATION, detail, Problem.Severity.WARNING);
    }
}
