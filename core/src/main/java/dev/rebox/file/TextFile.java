package dev.rebox.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Text as people's programs write it: UTF-8 with or without a byte-order mark, UTF-16 with one, and any kind of line end.
 * Other encodings are not guessed, since a guess may give a class another name: they are an error with the line.
 */
public final class TextFile {
    private TextFile() {}

    /** The text without its byte-order mark. @throws MalformedFile if the file is missing, unreadable or not UTF-8 */
    public static String read(Path file) {
        return decode(file, bytes(file));
    }

    /** The lines without blanks at their ends, blank lines included. @throws MalformedFile as {@link #read} */
    public static List<String> lines(Path file) {
        return read(file).lines().map(String::strip).toList();
    }

    /** The file's bytes. @throws MalformedFile if it is missing or cannot be read */
    public static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new MalformedFile(file, 0, "there is no such file", e);
        } catch (IOException e) {
            throw new MalformedFile(file, 0, "cannot be read: " + e.getMessage(), e);
        }
    }

    /** The text of these bytes. @param file for the message @throws MalformedFile if they are not UTF-8 */
    public static String decode(Path file, byte[] bytes) {
        Charset marked = byMark(bytes);
        if (marked != null) {
            int mark = marked.equals(StandardCharsets.UTF_8) ? 3 : 2;
            return decode(file, ByteBuffer.wrap(bytes, mark, bytes.length - mark), marked);
        }
        return decode(file, ByteBuffer.wrap(bytes), StandardCharsets.UTF_8);
    }

    /** Whether a byte-order mark tells the encoding. */
    public static boolean hasMark(byte[] bytes) {
        return byMark(bytes) != null;
    }

    /** The encoding that a byte-order mark tells; null where there is none. */
    private static @Nullable Charset byMark(byte[] b) {
        if (b.length >= 3 && (b[0] & 0xFF) == 0xEF && (b[1] & 0xFF) == 0xBB && (b[2] & 0xFF) == 0xBF) {
            return StandardCharsets.UTF_8;
        }
        if (b.length >= 2 && (b[0] & 0xFF) == 0xFE && (b[1] & 0xFF) == 0xFF) {
            return StandardCharsets.UTF_16BE;
        }
        if (b.length >= 2 && (b[0] & 0xFF) == 0xFF && (b[1] & 0xFF) == 0xFE) {
            return StandardCharsets.UTF_16LE;
        }
        return null;
    }

    private static String decode(Path file, ByteBuffer bytes, Charset charset) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(bytes)
                    .toString();
        } catch (CharacterCodingException e) {
            // The decoder leaves the buffer at the first byte that it could not take.
            int line = 1;
            for (int i = bytes.arrayOffset(); i < bytes.position(); i++) {
                line += bytes.array()[i] == '\n' ? 1 : 0;
            }
            throw new MalformedFile(file, line, "the text is not " + charset.name() + ": save the file as UTF-8", e);
        }
    }
}
