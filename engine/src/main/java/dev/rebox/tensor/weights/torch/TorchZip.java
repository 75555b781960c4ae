package dev.rebox.tensor.weights.torch;

import dev.rebox.error.DataException;
import dev.rebox.tensor.weights.stored.OpenedFile;
import dev.rebox.tensor.weights.stored.RawTensor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.bytedeco.pytorch.Tensor;

/** Today's format: a zip archive with {@code NAME/data.pkl} and a file {@code NAME/data/KEY} a storage. */
final class TorchZip implements TorchFile {
    private static final String PICKLE = "data.pkl";
    private static final int LONGEST_PICKLE = 1 << 26;

    private final Path file;
    private final ZipFile zip;
    private final String folder;
    private final Object content;

    private TorchZip(Path file, ZipFile zip) throws IOException {
        this.file = file;
        this.zip = zip;
        ZipEntry pickle = zip.stream()
                .filter(entry ->
                        entry.getName().equals(PICKLE) || entry.getName().endsWith("/" + PICKLE))
                .findFirst()
                .orElseThrow(() -> new DataException(
                        file + ": is a zip file, but neither PyTorch's (it has no data.pkl) nor NumPy's"));
        folder = pickle.getName().substring(0, pickle.getName().length() - PICKLE.length());
        littleEndianOnly();
        try (InputStream in = zip.getInputStream(pickle)) {
            byte[] bytes = in.readNBytes(LONGEST_PICKLE + 1);
            if (bytes.length > LONGEST_PICKLE) {
                throw new DataException(file + ": refused, because its pickle has more than 64 MB");
            }
            content = new Unpickler(file, new ByteArrayInputStream(bytes)).read();
        }
    }

    static TorchZip open(Path file) throws IOException {
        return OpenedFile.handOver(new ZipFile(file.toFile()), zip -> new TorchZip(file, zip));
    }

    private void littleEndianOnly() throws IOException {
        ZipEntry order = zip.getEntry(folder + "byteorder");
        if (order != null) {
            try (InputStream in = zip.getInputStream(order)) {
                String text = new String(in.readNBytes(16), StandardCharsets.US_ASCII).strip();
                if (!text.equals("little")) {
                    throw new DataException(file + ": its numbers are in the byte order '" + text + "', not little");
                }
            }
        }
    }

    @Override
    public Object content() {
        return content;
    }

    @Override
    public void check(String tensor, PickledTensor.Storage storage) {
        ZipEntry entry = entry(storage);
        long wanted = storage.bytes();
        if (entry == null || entry.getSize() != wanted) {
            throw new DataException(file + ": tensor '" + tensor + "' needs " + wanted + " bytes of storage, but has "
                    + (entry == null ? "none" : entry.getSize()));
        }
    }

    @Override
    public void read(PickledTensor.Storage storage, long from, Tensor into) throws IOException {
        try (InputStream in = zip.getInputStream(entry(storage))) {
            in.skipNBytes(from);
            RawTensor.read(in, into);
        }
    }

    private ZipEntry entry(PickledTensor.Storage storage) {
        return zip.getEntry(folder + "data/" + storage.key());
    }

    @Override
    public void close() {
        OpenedFile.close(zip);
    }
}
