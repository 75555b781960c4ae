package dev.rebox.file;

import dev.rebox.error.ReboxException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A file that one process holds. The operating system lets go of it however the process ends, so that the file itself may stay. It says
 * which process holds it, or held it last.
 */
public final class ProcessLock implements AutoCloseable {
    private final FileChannel channel;

    private ProcessLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Holds the file, which is made with its folder; empty where someone else, or this very process, holds it.
     *
     * @throws ReboxException if it cannot be written
     */
    public static Optional<ProcessLock> tryTake(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            boolean taken = false;
            try {
                taken = locked(channel);
                if (taken) {
                    channel.truncate(0);
                    channel.write(ByteBuffer.wrap(
                            Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
                }
            } finally {
                if (!taken) {
                    channel.close();
                }
            }
            return taken ? Optional.of(new ProcessLock(channel)) : Optional.empty();
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(file, e);
        }
    }

    /** The process that holds a file or held it last, as a number; empty where nobody did. */
    public static String holder(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.readString(file, StandardCharsets.US_ASCII) : "";
        } catch (IOException e) {
            return ""; // it is only told
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // held by this very process
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The lock ends with the process at the latest.
        }
    }
}
