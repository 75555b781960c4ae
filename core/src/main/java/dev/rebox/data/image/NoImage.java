package dev.rebox.data.image;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** What a file is that should be an image and is not, and what to do about it. */
final class NoImage {
    private static final int LONGEST_LINK = 256;

    private NoImage() {}

    /** One line for a file that is of no kind that is read. @param head its first bytes */
    static String describe(byte[] head, Optional<ImageKind> kind) {
        if (kind.isPresent()) {
            return "this is " + kind.get().withArticle() + ", which is not read: save it as JPEG or PNG";
        }
        if (head.length == 0) {
            return "this file is empty, not an image: get it again";
        }
        return "this is not an image" + instead(head);
    }

    private static String instead(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        String begin = text.strip().toLowerCase(Locale.ROOT);
        if (zeros(head)) {
            return " but zeros only: it was not written whole. Get it again";
        }
        if (text.startsWith("version https://git-lfs")) {
            return " but a pointer of Git LFS to one: run 'git lfs pull'";
        }
        if (begin.contains("<!doctype html") || begin.contains("<html") || begin.startsWith("<head")) {
            return " but a web page (HTML): the download went wrong. Get it again";
        }
        if (text.startsWith("PK\3\4") || text.startsWith("\u001F\u008B") || text.startsWith("7z\u00BC\u00AF")) {
            return " but a packed archive: unpack it";
        }
        if (text.startsWith("ftyp", 4) || text.startsWith("\u001AE\u00DF\u00A3") || text.startsWith("AVI ", 8)) {
            return " but a video: save its frames as JPEG or PNG";
        }
        if (begin.startsWith("<?xml") || begin.startsWith("<")) {
            return " but XML";
        }
        if (isText(head) && text.length() < LONGEST_LINK && text.matches("\\S*/\\S+")) {
            return " but a link that was copied as text: " + text;
        }
        return isText(head) ? " but text" : " of a kind that is known (" + ImageKind.allRead() + " are read)";
    }

    private static boolean zeros(byte[] head) {
        for (byte one : head) {
            if (one != 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isText(byte[] head) {
        for (byte one : head) {
            if (one >= 0 && one < ' ' && one != '\n' && one != '\r' && one != '\t') {
                return false;
            }
        }
        return true;
    }
}
