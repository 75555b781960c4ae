package dev.rebox.tensor.weights.numpy;

import dev.rebox.error.DataException;
import dev.rebox.tensor.weights.stored.DataType;
import dev.rebox.tensor.weights.stored.Entry;
import dev.rebox.tensor.weights.stored.OpenedFile;
import dev.rebox.tensor.weights.stored.RawTensor;
import dev.rebox.tensor.weights.stored.Weights;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.bytedeco.pytorch.Tensor;

/** A NumPy archive ({@code numpy.savez}, compressed or not): a zip file with one {@code NAME.npy} an array. */
public final class Npz implements Weights {
    public static final String SUFFIX = ".npy";
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LONGEST_HEADER = 1 << 16;
    private static final Pattern HEADER = Pattern.compile(
            "\\{'descr': '([^']+)', 'fortran_order': (True|False), " + "'shape': \\(([0-9, ]*)\\),? *\\}\\s*");

    private final Path file;
    private final ZipFile zip;
    private final Map<String, Array> arrays = new LinkedHashMap<>();

    /** One array: what it is, and where its numbers start in its file. */
    private record Array(Entry entry, boolean columnsFirst, int start) {}

    private Npz(Path file, ZipFile zip) throws IOException {
        this.file = file;
        this.zip = zip;
        Enumeration<? extends ZipEntry> all = zip.entries();
        while (all.hasMoreElements()) {
            ZipEntry entry = all.nextElement();
            if (entry.getName().endsWith(SUFFIX)) {
                String name = entry.getName().substring(0, entry.getName().length() - SUFFIX.length());
                arrays.put(name, array(name, entry));
            }
        }
    }

    public static Npz open(Path file) {
        try {
            return OpenedFile.handOver(new ZipFile(file.toFile()), zip -> new Npz(file, zip));
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private Array array(String name, ZipEntry zipEntry) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(zip.getInputStream(zipEntry)))) {
            byte[] magic = in.readNBytes(MAGIC.length);
            int version = in.readUnsignedShort() >> 8;
            int length =
                    version == 1 ? Short.reverseBytes(in.readShort()) & 0xFFFF : Integer.reverseBytes(in.readInt());
            if (!Arrays.equals(magic, MAGIC) || length < 0 || length > LONGEST_HEADER) {
                throw wrong(name, "is not a NumPy array");
            }
            String header = new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
            Matcher parts = HEADER.matcher(header);
            if (!parts.matches()) {
                throw wrong(name, "has a header that is not understood");
            }
            Entry entry = new Entry(name, type(name, parts.group(1)), shape(name, parts.group(3)));
            int start = MAGIC.length + 2 + (version == 1 ? 2 : 4) + length;
            if (zipEntry.getSize() != start + bytes(name, entry)) {
                throw wrong(name, "of shape " + entry.shapeText() + " has not as many bytes as that needs");
            }
            return new Array(entry, parts.group(2).equals("True"), start);
        }
    }

    private long bytes(String name, Entry entry) {
        try {
            return entry.bytes();
        } catch (ArithmeticException e) {
            throw wrong(name, "has the impossible shape " + entry.shapeText());
        }
    }

    private DataType type(String name, String description) {
        return switch (description) {
            case "<f8" -> DataType.F64;
            case "<f4" -> DataType.F32;
            case "<f2" -> DataType.F16;
            case "<i8" -> DataType.I64;
            case "<i4" -> DataType.I32;
            case "<i2" -> DataType.I16;
            case "|i1" -> DataType.I8;
            case "|u1" -> DataType.U8;
            case "|b1" -> DataType.BOOL;
            default -> throw wrong(name, "has the number type '" + Entry.shown(description) + "', which is not read");
        };
    }

    private List<Long> shape(String name, String text) {
        List<Long> shape = new ArrayList<>();
        for (String side : text.split(",")) {
            if (!side.isBlank()) {
                try {
                    shape.add(Long.parseLong(side.strip()));
                } catch (NumberFormatException e) {
                    throw wrong(name, "has the impossible shape (" + text + ")");
                }
            }
        }
        return shape;
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public Map<String, String> metadata() {
        return Map.of();
    }

    @Override
    public Map<String, Entry> entries() {
        Map<String, Entry> entries = new LinkedHashMap<>();
        arrays.forEach((name, array) -> entries.put(name, array.entry));
        return entries;
    }

    @Override
    public Tensor read(String name) {
        Array array = arrays.get(name);
        if (array == null) {
            throw new IllegalArgumentException(file + " has no tensor " + name);
        }
        Entry entry = array.entry;
        List<Long> stored = new ArrayList<>(entry.shape());
        if (array.columnsFirst) {
            Collections.reverse(stored);
        }
        Tensor values = RawTensor.empty(new Entry(name, entry.type(), stored));
        try (InputStream in = zip.getInputStream(zip.getEntry(name + SUFFIX))) {
            in.skipNBytes(array.start);
            RawTensor.read(in, values);
        } catch (IOException e) {
            throw wrong(name, "cannot be read: " + e.getMessage());
        }
        int sides = stored.size();
        long[] reversed =
                IntStream.range(0, sides).mapToLong(i -> sides - 1 - i).toArray();
        return array.columnsFirst ? values.permute(reversed).contiguous() : values;
    }

    @Override
    public void close() {
        OpenedFile.close(zip);
    }

    private DataException wrong(String name, String fault) {
        return new DataException(file + ": array '" + Entry.shown(name) + "' " + fault);
    }
}
