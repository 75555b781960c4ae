package dev.rebox.tensor.weights.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.error.DataException;
import dev.rebox.tensor.Engine;
import dev.rebox.tensor.weights.WeightsFile;
import dev.rebox.tensor.weights.stored.Weights;
import dev.rebox.tensor.weights.tensorflow.TensorflowFiles.Floats;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that claim what is not so. Their checksums are right, as whoever writes such a file would have them. */
class HostileTensorflowFilesTest {
    static {
        Engine.load();
    }

    @TempDir
    Path folder;

    @Test
    void noChangedByteOfAGraphHarms() throws IOException {
        byte[] bytes =
                Files.readAllBytes(TensorflowFiles.graph(folder.resolve("whole.pb"), TensorflowFilesTest.tensors()));
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 500; i++) {
            byte[] changed = bytes.clone();
            changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            TensorflowFilesTest.refusedOrRead(Files.write(folder.resolve("graph.pb"), changed));
        }
    }

    @Test
    void noChangedByteOfAnIndexHarms() throws IOException {
        Path index = TensorflowFiles.bundle(folder.resolve("model.ckpt"), TensorflowFilesTest.tensors());
        byte[] bytes = Files.readAllBytes(index);
        SplittableRandom random = new SplittableRandom(1);
        int[] blocks = TensorflowFiles.resum(bytes.clone());
        for (int i = 0; i < 1000; i++) {
            byte[] changed = bytes.clone();
            boolean entries = i % 4 > 0;
            changed[entries ? random.nextInt(blocks[0]) : random.nextInt(blocks[1], blocks[2])] =
                    (byte) random.nextInt();
            TensorflowFiles.resum(changed);
            TensorflowFilesTest.refusedOrRead(Files.write(index, changed));
            if (entries) { // the others may tell of a block where none is
                assertThat(message(index)).doesNotContain("a checksum is not that of its contents");
            }
        }
    }

    /** What is said of a file; nothing where it can be opened. */
    private static String message(Path file) {
        try (Weights weights = WeightsFile.open(file)) {
            return "";
        } catch (DataException e) {
            return e.getMessage();
        }
    }

    /** A header, and one tensor. */
    private static ByteArrayOutputStream block(byte[] told) {
        ByteArrayOutputStream block = start();
        TensorflowFiles.entry(block, 0, "a", told);
        return block;
    }

    private static ByteArrayOutputStream start() {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        TensorflowFiles.number(header, 1, 1);
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        TensorflowFiles.entry(block, 0, "", header.toByteArray());
        return block;
    }

    private void refused(ByteArrayOutputStream block, String words) throws IOException {
        assertThat(message(TensorflowFiles.bundle(folder.resolve("model.ckpt"), block, new byte[12], 1)))
                .contains("model.ckpt.index: is not a checkpoint of TensorFlow: " + words);
    }

    /** Shapes that no tensor has: their bytes are no number, and -1 is claimed for it. */
    @Test
    void aSizeOfMinusOneIsNotBelieved() throws IOException {
        refused(block(TensorflowFiles.told(0, -1, -3).toByteArray()), "tensor 'a' of shape [-3] is not all there");
        refused(
                block(TensorflowFiles.told(0, -1, 1L << 62, 4).toByteArray()),
                "tensor 'a' of shape [4611686018427387904, 4] is not all there");
        refused(
                block(TensorflowFiles.told(0, 0, 0, 1L << 62, 4).toByteArray()),
                "tensor 'a' of shape [0, 4611686018427387904, 4] is not all there");
    }

    /** A key has 1000 bytes at most, with what it shares: else each could begin with the whole one before it, and be longer. */
    @Test
    void aKeyDoesNotGrowWithTheOnesBefore() throws IOException {
        assertThat(message(TensorflowFiles.bundle(folder.resolve("model.ckpt"), twoKeys(400), new byte[12], 1)))
                .isEmpty();
        refused(twoKeys(401), "an entry of its index is damaged");
    }

    /** A key of 600 letters, and one that begins with it and has some more. */
    private static ByteArrayOutputStream twoKeys(int more) {
        byte[] told = TensorflowFiles.told(0, 12, 3).toByteArray();
        ByteArrayOutputStream block = start();
        TensorflowFiles.entry(block, 0, "a".repeat(600), told);
        TensorflowFiles.entry(block, 600, "b".repeat(more), told);
        return block;
    }

    /** 16 sides are the most, in one dimension message and in many, and a shape is told once. */
    @ParameterizedTest
    @ValueSource(ints = {2, 1000})
    void aShapeIsToldOnce(int times) throws IOException {
        ByteArrayOutputStream told = TensorflowFiles.told(0, 12, 3);
        for (int i = 1; i < times; i++) {
            TensorflowFiles.field(told, 2, TensorflowFiles.shape(1));
        }
        refused(block(told.toByteArray()), "field 2 of a message comes twice");
        Path graph = TensorflowFiles.graph(folder.resolve("a.pb"), new Floats(new float[] {7}, 1), times);
        assertThat(message(graph))
                .contains("a.pb: is not a frozen graph of TensorFlow: field 2 of a message comes twice");
    }

    @Test
    void aSideIsToldOnceAndThereAreAtMostSixteen() throws IOException {
        ByteArrayOutputStream twice = new ByteArrayOutputStream();
        TensorflowFiles.number(twice, 1, 1);
        TensorflowFiles.number(twice, 1, 3);
        ByteArrayOutputStream shape = new ByteArrayOutputStream();
        TensorflowFiles.field(shape, 2, twice.toByteArray());
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        TensorflowFiles.number(told, 1, 1);
        TensorflowFiles.field(told, 2, shape.toByteArray());
        TensorflowFiles.number(told, 5, 12);
        refused(block(told.toByteArray()), "field 1 of a message comes twice");
        refused(block(TensorflowFiles.told(0, 4, new long[17]).toByteArray()), "a tensor of more than 16 dimensions");
    }

    /** An index could ask for the same block again and again: a few megabytes would be read for hours. */
    @Test
    void aBlockIsWalkedOnce() throws IOException {
        ByteArrayOutputStream block = block(TensorflowFiles.told(0, 12, 3).toByteArray());
        assertThat(message(TensorflowFiles.bundle(folder.resolve("model.ckpt"), block, new byte[12], 2)))
                .contains("its blocks do not follow each other");
    }

    /** What is thrown here is no error of Rebox: the file system that the archive lies in was closed. */
    @Test
    void theUnpackedGraphIsDeletedWhateverHappens() throws IOException {
        Path archive;
        try (FileSystem zip = FileSystems.newFileSystem(folder.resolve("all.zip"), Map.of("create", "true"))) {
            archive = zip.getPath("/zoo.tar.gz");
        }
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        assertThatThrownBy(() -> ZooArchive.open(archive, temporary))
                .isInstanceOf(java.nio.file.ClosedFileSystemException.class);
        assertThat(temporary).isEmptyDirectory();
    }
}
