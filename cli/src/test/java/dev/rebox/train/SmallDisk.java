package dev.rebox.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file system in memory that is soon full; only root can mount one, and only on Linux. */
public final class SmallDisk implements AutoCloseable {
    private final Path folder;
    private final boolean mounted;

    private SmallDisk(Path folder, boolean mounted) {
        this.folder = folder;
        this.mounted = mounted;
    }

    public static SmallDisk mount(Path folder, int megabytes) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new SmallDisk(
                folder,
                TrainingProcess.runs(
                        List.of("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString())));
    }

    /** False where mounting is not allowed: the folder is an ordinary one then. */
    public boolean small() {
        return mounted;
    }

    /** Takes all but so many bytes. */
    void fill(long left) {
        try {
            long free = folder.toFile().getUsableSpace();
            Files.write(folder.resolve("filler"), new byte[Math.toIntExact(Math.max(0, free - left))]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void free() {
        try {
            Files.deleteIfExists(folder.resolve("filler"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (mounted) {
            TrainingProcess.runs(List.of("umount", folder.toString()));
        }
    }
}
