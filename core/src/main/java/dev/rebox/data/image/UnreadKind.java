package dev.rebox.data.image;

import com.drew.imaging.FileType;
import com.drew.imaging.FileTypeDetector;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What a file is that is not an image that can be read, in words for a message. */
final class UnreadKind {
    private static final String READ = "JPEG, PNG, WebP, TIFF, BMP and GIF are read";

    private UnreadKind() {}

    /** @param start the file's first bytes, up to a few hundred */
    static String of(byte[] start) {
        if (start.length == 0) {
            return "the file is empty";
        }
        String text = new String(start, StandardCharsets.ISO_8859_1).strip().toLowerCase(Locale.ROOT);
        if (text.startsWith("<!doctype html") || text.startsWith("<html")) {
            return "this is not an image but a page of a web site: was the download refused?";
        }
        if (text.startsWith("version https://git-lfs")) {
            return "this is not an image but a pointer of Git LFS: run 'git lfs pull'";
        }
        if (text.startsWith("<?xml") && text.contains("<svg") || text.startsWith("<svg")) {
            return "this is an SVG drawing (" + READ + "): save it as one of them";
        }
        if (text.length() > 12 && text.startsWith("ftyp", 4)) {
            String brand = text.substring(8, 12);
            String kind = brand.startsWith("avi")
                    ? "an AVIF image"
                    : brand.matches("he..|mif1|msf1") ? "a HEIC image" : "a video";
            return "this is " + kind + " (" + READ + "): save it as one of them";
        }
        try {
            FileType type = FileTypeDetector.detectFileType(new ByteArrayInputStream(start));
            if (type != FileType.Unknown) {
                return "this is a file of the kind " + type.getName() + " (" + READ + "): save it as one of them";
            }
        } catch (IOException e) {
            // Then it is not known.
        }
        return "this is not an image (" + READ + ")";
    }
}
