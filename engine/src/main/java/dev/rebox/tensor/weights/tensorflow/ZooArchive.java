package dev.rebox.tensor.weights.tensorflow;

import dev.rebox.error.DataException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * An archive as TensorFlow's model zoo offers it ({@code .tar.gz}): of what is in it, the frozen graph is taken. Nothing else is
 * unpacked, and no name in the archive becomes the name of a file.
 */
public final class ZooArchive {
    /** How such archives end. */
    public static final String SUFFIX = ".tar.gz";

    private static final String GRAPH = "frozen_inference_graph.pb";
    private static final int BLOCK = 512;
    private static final int NAME = 100;
    private static final int SIZE = 124;
    private static final int SIZE_DIGITS = 12;
    /** No graph of the zoo has more; what unpacks to more is refused. */
    private static final long LARGEST = 2L << 30;

    private ZooArchive() {}

    /** @throws DataException if there is no graph in it, or it is damaged */
    public static FrozenGraph open(Path archive) {
        return open(archive, Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** @param folder where the graph lies as long as it is open */
    static FrozenGraph open(Path archive, Path folder) {
        @Nullable Path graph = null;
        boolean opened = false;
        try {
            graph = Files.createTempFile(folder, "rebox", ".pb");
            unpack(archive, graph);
            FrozenGraph open = FrozenGraph.temporary(graph, archive);
            opened = true;
            return open;
        } catch (IOException e) {
            throw new Malformed(archive).of("is not an archive of TensorFlow's zoo: " + e.getMessage());
        } finally {
            if (!opened) { // whatever it was: it may have two gigabytes
                delete(graph);
            }
        }
    }

    private static void unpack(Path archive, Path graph) throws IOException {
        try (InputStream in = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(archive)))) {
            long unpacked = 0;
            for (byte[] header = in.readNBytes(BLOCK);
                    header.length == BLOCK && header[0] != 0;
                    header = in.readNBytes(BLOCK)) {
                long size = size(header);
                unpacked += size;
                if (unpacked > LARGEST) {
                    throw new IOException("it unpacks to more than " + (LARGEST >> 30) + " GB");
                }
                if (name(header).endsWith("/" + GRAPH) || name(header).equals(GRAPH)) {
                    copy(in, graph, size);
                    return;
                }
                in.skipNBytes((size + BLOCK - 1) / BLOCK * BLOCK);
            }
            throw new IOException("it has no " + GRAPH);
        }
    }

    private static String name(byte[] header) {
        int end = 0;
        while (end < NAME && header[end] != 0) {
            end++;
        }
        return new String(header, 0, end, StandardCharsets.UTF_8);
    }

    /** In octal digits. */
    private static long size(byte[] header) throws IOException {
        String digits = new String(header, SIZE, SIZE_DIGITS, StandardCharsets.US_ASCII)
                .replace('\0', ' ')
                .strip();
        if (!digits.matches("[0-7]{1,11}")) {
            throw new IOException("the size of a file in it is damaged");
        }
        return Long.parseLong(digits, 8);
    }

    private static void copy(InputStream in, Path graph, long size) throws IOException {
        byte[] buffer = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(graph)) {
            for (long left = size; left > 0; ) {
                int got = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (got < 0) {
                    throw new EOFException("it ends early");
                }
                out.write(buffer, 0, got);
                left -= got;
            }
        }
    }

    static void delete(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // The system's folder of temporary files is emptied by the system.
        }
    }
}
