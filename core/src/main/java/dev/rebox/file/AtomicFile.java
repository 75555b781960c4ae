package dev.rebox.file;

import dev.rebox.error.ReboxException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that is written whole or not at all: into {@code .NAME.part} beside it, which is forced to the disk and then takes
 * its name in one step. Until then what was there before stays. Folders are made where they lack.
 *
 * <p>All methods throw a {@link ReboxException} that names the file when it cannot be written, e.g. for want of space.
 */
public final class AtomicFile {
    /** What to write, as a stream. */
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** What to write, for content that brings its own buffers. */
    public interface RawContent {
        void writeTo(FileChannel channel) throws IOException;
    }

    private AtomicFile() {}

    public static void write(Path file, String text) {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    public static void write(Path file, byte[] bytes) {
        write(file, out -> out.write(bytes));
    }

    public static void write(Path file, Content content) {
        writeRaw(file, channel -> {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel)) {
                @Override
                public void close() throws IOException {
                    flush(); // whoever closes his stream leaves the channel open, which is still to be forced
                }
            };
            content.writeTo(out);
            out.close();
        });
    }

    public static void writeRaw(Path file, RawContent content) {
        Path absolute = file.toAbsolutePath();
        Path folder = absolute.resolveSibling("");
        Path temporary = absolute.resolveSibling("." + absolute.getFileName() + ".part");
        try {
            Files.createDirectories(folder);
            try {
                try (FileChannel channel = FileChannel.open(
                        temporary,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
                    content.writeTo(channel);
                    channel.force(true);
                }
                Files.move(temporary, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw cannotWrite(file, e);
        }
        forceFolder(folder);
    }

    /** The new name itself must reach the disk: without this a power cut may take the file away again. */
    private static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder)) {
            channel.force(true);
        } catch (IOException e) {
            // Some systems do not open folders; they need not be told.
        }
    }

    /** Why a file cannot be written, in a line. */
    public static ReboxException cannotWrite(Path file, IOException e) {
        return new ReboxException(file + ": cannot be written: " + reason(e) + ".", e);
    }

    /** What kept a file or folder from being used, in a few words. */
    public static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "its folder is gone";
        }
        if (e instanceof AccessDeniedException) {
            return "no permission";
        }
        return e instanceof FileAlreadyExistsException
                ? e.getMessage() + " is a file, not a folder"
                : String.valueOf(e.getMessage());
    }
}
