package dev.rebox.data.shard;

import dev.rebox.error.DataException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file in a TAR archive. Its address is a path that goes on behind the archive's: {@code train/shard-000003.tar/@1536+20480/0001.jpg}
 * begins at byte 1536 and has 20480 bytes. So an image's place is a path wherever it lies, and messages say where to look.
 *
 * @param offset bytes before its first one
 * @param length in bytes
 * @param name within the archive
 */
public record TarMember(Path archive, long offset, long length, String name) {
    private static final Pattern PLACE = Pattern.compile("@(\\d{1,18})\\+(\\d{1,18})");

    /** Its address. */
    public Path address() {
        return archive.resolve("@" + offset + "+" + length).resolve(name);
    }

    /** The member that an address names; empty for the path of a file. */
    public static Optional<TarMember> of(Path address) {
        if (!address.toString().contains(".tar")) {
            return Optional.empty(); // nearly all paths; the rest is slower
        }
        for (int i = 1; i < address.getNameCount() - 1; i++) {
            Matcher place = PLACE.matcher(address.getName(i).toString());
            if (place.matches() && address.getName(i - 1).toString().endsWith(".tar")) {
                Path archive = address.subpath(0, i);
                Path root = address.getRoot();
                return Optional.of(new TarMember(
                        root == null ? archive : root.resolve(archive),
                        Long.parseLong(place.group(1)),
                        Long.parseLong(place.group(2)),
                        address.subpath(i + 1, address.getNameCount()).toString()));
            }
        }
        return Optional.empty();
    }

    /** Whether the archive still has it there. */
    public boolean exists() {
        try (FileChannel channel = open()) {
            return channel.isOpen();
        } catch (IOException | DataException e) {
            return false;
        }
    }

    /** Its bytes. @throws DataException where the archive was changed or is cut off @throws IOException where it cannot be read */
    public byte[] read() throws IOException {
        try (FileChannel channel = open()) {
            if (length > Integer.MAX_VALUE - 8) {
                throw new DataException(address() + ": " + length + " bytes are too many for an image");
            }
            return TarArchive.read(channel, offset, (int) length);
        } catch (EOFException e) {
            throw new DataException(archive + ": the archive is cut off within '" + name + "'", e);
        }
    }

    /**
     * The archive, once its header has said that the member is still there. Each reader has a channel of its own, which an interrupted thread
     * closes to nobody else.
     *
     * @throws DataException where the archive was changed
     * @throws IOException where it cannot be opened
     */
    public FileChannel open() throws IOException {
        FileChannel channel = FileChannel.open(archive, StandardOpenOption.READ);
        try {
            TarHeader header = TarHeader.of(TarArchive.read(channel, offset - TarHeader.SIZE, TarHeader.SIZE));
            if (header.size() == length && header.isFile()) {
                return channel;
            }
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw changed(e);
        }
        channel.close();
        throw changed(null);
    }

    private DataException changed(@Nullable Exception cause) {
        return new DataException(
                archive + ": the archive was changed: '" + name + "' is no longer at byte " + offset, cause);
    }
}
