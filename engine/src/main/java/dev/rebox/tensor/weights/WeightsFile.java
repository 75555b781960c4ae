package dev.rebox.tensor.weights;

import dev.rebox.error.DataException;
import dev.rebox.tensor.weights.numpy.Npz;
import dev.rebox.tensor.weights.safetensors.Safetensors;
import dev.rebox.tensor.weights.safetensors.SafetensorsHeader;
import dev.rebox.tensor.weights.stored.FileStart;
import dev.rebox.tensor.weights.stored.Weights;
import dev.rebox.tensor.weights.tensorflow.FrozenGraph;
import dev.rebox.tensor.weights.tensorflow.TensorBundle;
import dev.rebox.tensor.weights.tensorflow.ZooArchive;
import dev.rebox.tensor.weights.torch.PickledArrays;
import dev.rebox.tensor.weights.torch.StateDict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;

/** Opens files of weights of every format. */
public final class WeightsFile {
    /** Protocol buffers have nothing at their beginning by which they are known. */
    private static final String GRAPH = ".pb";

    private WeightsFile() {}

    /**
     * Opens a safetensors file, a PyTorch state dict (zip) or a NumPy archive, told apart by their contents; a frozen graph
     * ({@code .pb}, alone or in an archive {@code .tar.gz}) or a checkpoint ({@code .index}) of TensorFlow, and pickled arrays ({@code .pkl}), by their names.
     *
     * @throws DataException if there is no such file, or it is none of these, or broken
     */
    public static Weights open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new DataException(file + ": no such weights file");
        }
        if (TensorBundle.isOne(file)) {
            return TensorBundle.open(file);
        }
        if (file.toString().endsWith(ZooArchive.SUFFIX)) {
            return ZooArchive.open(file);
        }
        if (file.toString().endsWith(GRAPH)) {
            return FrozenGraph.open(file);
        }
        if (file.toString().endsWith(PickledArrays.SUFFIX) && !FileStart.isZip(file)) {
            return PickledArrays.open(file);
        }
        byte[] start = FileStart.bytes(file, 2);
        if (FileStart.isZip(file)) {
            return isNumpy(file) ? Npz.open(file) : StateDict.open(file);
        }
        // A pickle begins with its protocol, 0x80 0x02 to 0x80 0x05; as a safetensors length that is an odd, short
        // header
        // of 640 to 1408 bytes, which begins with a brace.
        boolean pickle = start.length == 2 && start[0] == (byte) 0x80 && start[1] >= 2 && start[1] <= 5;
        return pickle && !hasSafetensorsHeader(file) ? StateDict.open(file) : Safetensors.open(file);
    }

    private static boolean hasSafetensorsHeader(Path file) {
        byte[] start = FileStart.bytes(file, SafetensorsHeader.PREFIX_BYTES + 1);
        return start.length > SafetensorsHeader.PREFIX_BYTES && start[SafetensorsHeader.PREFIX_BYTES] == '{';
    }

    private static boolean isNumpy(Path file) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return zip.stream().anyMatch(entry -> entry.getName().endsWith(Npz.SUFFIX));
        } catch (IOException e) {
            throw new DataException(file + ": is a damaged zip file: " + e.getMessage(), e);
        }
    }
}
