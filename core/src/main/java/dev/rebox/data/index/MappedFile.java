package dev.rebox.data.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file of any length as memory that the system fills where it is looked at and may take back at any time. Java maps 2 GB at most
 * at once, so that there are pieces, each a record's length longer than its part.
 */
final class MappedFile {
    /** The longest record, in bytes. */
    static final int LONGEST = 1 << 26;

    private static final int SHIFT = 30;
    private final ByteBuffer[] pieces;

    private MappedFile(ByteBuffer[] pieces) {
        this.pieces = pieces;
    }

    static MappedFile open(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            ByteBuffer[] pieces = new ByteBuffer[(int) (size >> SHIFT) + 1];
            for (int i = 0; i < pieces.length; i++) {
                long start = (long) i << SHIFT;
                pieces[i] = channel.map(MapMode.READ_ONLY, start, Math.min(size - start, (1L << SHIFT) + LONGEST));
            }
            return new MappedFile(pieces);
        }
    }

    /** Bytes of the file, as a buffer of one's own. @param length up to {@link #LONGEST} */
    ByteBuffer at(long offset, int length) {
        return pieces[(int) (offset >> SHIFT)].slice((int) (offset & (1 << SHIFT) - 1), length);
    }

    long longAt(long offset) {
        return pieces[(int) (offset >> SHIFT)].getLong((int) (offset & (1 << SHIFT) - 1));
    }
}
