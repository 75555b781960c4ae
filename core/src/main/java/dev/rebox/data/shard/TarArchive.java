package dev.rebox.data.shard;

import dev.rebox.error.DataException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;

/** The files in a TAR archive and where their bytes lie, told by its headers alone. */
public final class TarArchive {
    /** Names are shorter; a longer one is an attack on the memory. */
    private static final int LONGEST_NAME = 1 << 16;

    private TarArchive() {}

    /**
     * Lists the files.
     *
     * @throws DataException in one line where this is no TAR, is cut off, gives a size that it does not have, or holds a
     *     name that leads out of it
     */
    public static void list(Path archive, Consumer<TarMember> files) {
        long at = 0;
        try (FileChannel channel = FileChannel.open(archive, StandardOpenOption.READ)) {
            long size = channel.size();
            String longName = "";
            while (true) {
                byte[] block = read(channel, at, TarHeader.SIZE);
                if (TarHeader.isEnd(block)) {
                    return;
                }
                TarHeader header = TarHeader.of(block);
                long data = at + TarHeader.SIZE;
                if (header.size() < 0 || header.size() > size - data) {
                    throw new IOException("'" + printable(header.name()) + "' is said to have " + header.size()
                            + " bytes, and the archive has " + (size - data) + " more: it is cut off or damaged");
                }
                switch (header.type()) {
                    case 'L' -> longName = text(channel, data, header).replace("\0", "");
                    case 'x' -> longName = paxPath(text(channel, data, header), longName);
                    default -> {
                        String name = longName.isEmpty() ? header.name() : longName;
                        longName = "";
                        if (header.isFile()) {
                            files.accept(new TarMember(archive, data, header.size(), safe(name)));
                        }
                    }
                }
                at = data + (header.size() + TarHeader.SIZE - 1) / TarHeader.SIZE * TarHeader.SIZE;
            }
        } catch (EOFException e) {
            throw new DataException(archive + ": the archive is cut off: it has no end mark", e);
        } catch (NoSuchFileException e) {
            throw new DataException(archive + ": there is no such archive", e);
        } catch (IOException e) {
            throw new DataException(archive + ": at byte " + at + ": " + e.getMessage(), e);
        }
    }

    private static String text(FileChannel channel, long at, TarHeader header) throws IOException {
        if (header.size() > LONGEST_NAME) {
            throw new IOException("a name of " + header.size() + " bytes");
        }
        return new String(read(channel, at, (int) header.size()), StandardCharsets.UTF_8);
    }

    /** {@code 30 path=images/a.jpg}, one entry a line; sizes of 8 GB and more are not those of images. */
    private static String paxPath(String entries, String otherwise) {
        return entries.lines()
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .filter(line -> line.startsWith("path="))
                .map(line -> line.substring("path=".length()))
                .reduce(otherwise, (before, next) -> next);
    }

    /** The name of a file within the archive, without "./". */
    private static String safe(String name) throws IOException {
        String plain = name.startsWith("./") ? name.substring(2) : name;
        boolean up = List.of(plain.split("[/\\\\]")).contains("..");
        if (plain.isEmpty() || up || plain.startsWith("/") || plain.startsWith("\\") || plain.indexOf('\0') >= 0) {
            throw new IOException("the name '" + printable(name) + "' leads out of the archive");
        }
        return plain;
    }

    private static String printable(String name) {
        String shown = name.length() > 100 ? name.substring(0, 100) + "..." : name;
        return shown.replaceAll("\\p{Cntrl}", "?");
    }

    /** @throws EOFException where the file ends before */
    static byte[] read(FileChannel channel, long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, at + bytes.position()) < 0) {
                throw new EOFException("it ends too early");
            }
        }
        return bytes.array();
    }
}
