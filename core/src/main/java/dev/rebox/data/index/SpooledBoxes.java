package dev.rebox.data.index;

import dev.rebox.box.Box;
import dev.rebox.data.Annotation;
import dev.rebox.data.Origin;
import dev.rebox.data.PendingBoxes;
import dev.rebox.file.AtomicFile;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Boxes in a temporary file, in rows of {@value #ROW} bytes, until they are sorted by image. All come from one file. */
final class SpooledBoxes extends PendingBoxes {
    private static final int ROW = 69;
    private static final int NUMBERS = 28;

    private final Path file;
    private final Path source;
    private final DataOutputStream out;
    private @Nullable MappedFile rows;
    private int size;

    /** @param folder that of the temporary file @param source the file that all boxes come from */
    SpooledBoxes(Path folder, Path source) throws IOException {
        this.source = source;
        file = Files.createTempFile(folder, ".rebox", ".boxes");
        out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
    }

    @Override
    public void add(long image, long category, Annotation annotation) {
        if (annotation.segmentation() != null) {
            throw new IllegalArgumentException("masks are not indexed");
        }
        try {
            out.writeLong(image);
            out.writeLong(category);
            out.writeLong(annotation.origin().id());
            out.writeInt(annotation.origin().line());
            out.writeDouble(annotation.box().x1());
            out.writeDouble(annotation.box().y1());
            out.writeDouble(annotation.box().x2());
            out.writeDouble(annotation.box().y2());
            out.writeDouble(annotation.area());
            out.writeByte(ExampleCodec.marks(annotation));
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(file, e);
        }
        size++;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public long image(int box) {
        return row(box).getLong(0);
    }

    @Override
    public long category(int box) {
        return row(box).getLong(8);
    }

    @Override
    public Annotation annotation(int box) {
        ByteBuffer row = row(box);
        Box bounds = new Box(
                row.getDouble(NUMBERS),
                row.getDouble(NUMBERS + 8),
                row.getDouble(NUMBERS + 16),
                row.getDouble(NUMBERS + 24));
        Origin origin = new Origin(source, row.getInt(24), row.getLong(16));
        return ExampleCodec.annotation(bounds, 0, row.getDouble(NUMBERS + 32), row.get(ROW - 1), origin);
    }

    /** All rows must have been written by then. */
    private ByteBuffer row(int box) {
        try {
            if (rows == null) {
                out.close();
                rows = MappedFile.open(file);
            }
            return rows.at((long) box * ROW, ROW);
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(file, e);
        }
    }

    @Override
    public void close() {
        rows = null;
        try {
            out.close();
        } catch (IOException e) {
            // It is thrown away.
        }
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            file.toFile().deleteOnExit(); // Windows keeps files that are still mapped
        }
    }
}
