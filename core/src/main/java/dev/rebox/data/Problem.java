package dev.rebox.data;

import dev.rebox.error.DataException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something wrong, or at least odd, in a data set.
 *
 * @param image the id of the image concerned; null where it is the whole set
 * @param file the file to look into; null where there is no single one
 * @param line its line, from 1; 0 where it is not known
 * @param detail one line that says what was found, with its numbers
 */
public record Problem(
        @Nullable String image, @Nullable Path file, int line, Kind kind, String detail, Severity severity) {

    /** Whether training may go on: an error makes a box or an image useless, a warning is worth a look. */
    public enum Severity {
        ERROR,
        WARNING;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The kinds of problems, printed as {@code missing-image}. */
    public enum Kind {
        UNREADABLE_ANNOTATION,
        UNKNOWN_CLASS,
        MISSING_IMAGE,
        CORRUPT_IMAGE,
        SIZE_MISMATCH,
        EXIF_ROTATION,
        BOX_WITHOUT_AREA,
        BOX_OUTSIDE,
        SHIFTED_BOXES,
        DUPLICATE_BOX,
        DUPLICATE_IMAGE,
        IMAGE_IN_TWO_SPLITS,
        SIMILAR_CLASS_NAMES,
        CLASS_WITHOUT_BOXES,
        FEW_BOXES,
        ANNOTATION_WITHOUT_IMAGE,
        IMAGE_WITHOUT_ANNOTATION,
        DUPLICATE_CLASS,
        DUPLICATE_ANNOTATION_ID,
        ANNOTATION_ID_ZERO,
        UNREAD_FILE,
        OUT_OF_REACH,
        CROWD;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public static Problem error(@Nullable String image, Origin where, Kind kind, String detail) {
        return of(image, where, kind, detail, Severity.ERROR);
    }

    public static Problem warning(@Nullable String image, Origin where, Kind kind, String detail) {
        return of(image, where, kind, detail, Severity.WARNING);
    }

    private static Problem of(@Nullable String image, Origin where, Kind kind, String detail, Severity severity) {
        String full = where.id() >= 0 ? "annotation " + where.id() + ": " + detail : detail;
        return new Problem(image, where.file(), where.line(), kind, full, severity);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** For readers that go on only with sound files. @throws DataException with this problem's line if it is an error */
    public void orThrow() {
        if (isError()) {
            throw new DataException(toString());
        }
    }

    /** One line: where, which image, what. */
    @Override
    public String toString() {
        String place = file == null ? "" : file + (line > 0 ? ":" + line : "") + ": ";
        return place + (image == null ? "" : "image " + image + ": ") + detail;
    }
}
