package dev.rebox.tensor.weights.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.error.DataException;
import dev.rebox.tensor.Engine;
import dev.rebox.tensor.Tensors;
import dev.rebox.tensor.weights.WeightsFile;
import dev.rebox.tensor.weights.stored.Weights;
import dev.rebox.tensor.weights.tensorflow.TensorflowFiles.Floats;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frozen graphs and checkpoints, and what is hostile among them. */
class TensorflowFilesTest {
    static {
        Engine.load();
    }

    @TempDir
    Path folder;

    static Map<String, Floats> tensors() {
        Map<String, Floats> tensors = new LinkedHashMap<>();
        tensors.put("a/biases", new Floats(new float[] {1, 2.5f, -3}, 3));
        tensors.put("a/weights", new Floats(new float[] {0, 1, 2, 3, 4, 5}, 2, 3));
        tensors.put("scalar", new Floats(new float[] {7}));
        return tensors;
    }

    private static void read(Path file) {
        try (Weights weights = WeightsFile.open(file);
                PointerScope scope = new PointerScope()) {
            assertThat(weights.entries()).containsOnlyKeys("a/biases", "a/weights", "scalar");
            assertThat(weights.entries().get("a/weights").shapeText()).isEqualTo("[2, 3]");
            assertThat(Tensors.toFloats(weights.read("a/weights"))).containsExactly(0, 1, 2, 3, 4, 5);
            assertThat(Tensors.toFloats(weights.read("a/biases"))).containsExactly(1, 2.5f, -3);
            assertThat(Tensors.toFloats(weights.read("scalar"))).containsExactly(7);
        }
    }

    @Test
    void aGraphsConstantsAreRead() throws IOException {
        read(TensorflowFiles.graph(folder.resolve("frozen_inference_graph.pb"), tensors()));
    }

    @Test
    void aCheckpointIsReadByEitherPart() throws IOException {
        Path index = TensorflowFiles.bundle(folder.resolve("model.ckpt"), tensors());
        read(index);
        read(folder.resolve("model.ckpt.data-00000-of-00001"));
        Files.delete(folder.resolve("model.ckpt.data-00000-of-00001"));
        assertThatThrownBy(() -> WeightsFile.open(index))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("model.ckpt.data-00000-of-00001: no such file");
    }

    /** A tar of one file. */
    private Path archive(String name, byte[] content) throws IOException {
        byte[] header = new byte[512];
        System.arraycopy(name.getBytes(StandardCharsets.US_ASCII), 0, header, 0, name.length());
        byte[] size = String.format("%011o", content.length).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(size, 0, header, 124, size.length);
        Path file = folder.resolve("zoo.tar.gz");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(header);
            out.write(Arrays.copyOf(content, (content.length + 511) / 512 * 512 + 1024));
        }
        return file;
    }

    @Test
    void theGraphOfAnArchiveIsTaken() throws IOException {
        byte[] graph = Files.readAllBytes(TensorflowFiles.graph(folder.resolve("graph.pb"), tensors()));
        read(archive("faster_rcnn/frozen_inference_graph.pb", graph));
        Path other = archive("../../etc/passwd", graph);
        assertThatThrownBy(() -> WeightsFile.open(other))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        other + ": is not an archive of TensorFlow's zoo: it has no frozen_inference_graph.pb");
        Path text = Files.writeString(folder.resolve("text.tar.gz"), "no archive");
        assertThatThrownBy(() -> WeightsFile.open(text)).isInstanceOf(DataException.class);
    }

    @Test
    void theChecksumIsTensorFlows() {
        // The test vector of CRC-32C, 0xE3069283, turned by 15 bits to 0x2507C60D, plus 0xA282EAD8.
        byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
        assertThat(Checksum.masked(digits, 0, digits.length)).isEqualTo(0xC78AB0E5);
    }

    @Test
    void aDamagedTensorIsNamed() throws IOException {
        Path index = TensorflowFiles.bundle(folder.resolve("model.ckpt"), tensors());
        Path data = folder.resolve("model.ckpt.data-00000-of-00001");
        byte[] bytes = Files.readAllBytes(data);
        bytes[13] ^= 1; // of a/weights, which begins at 12
        Files.write(data, bytes);
        try (Weights weights = WeightsFile.open(index);
                PointerScope scope = new PointerScope()) {
            assertThatThrownBy(() -> weights.read("a/weights"))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("tensor 'a/weights' is damaged");
            assertThat(Tensors.toFloats(weights.read("a/biases"))).containsExactly(1, 2.5f, -3);
        }
    }

    @Test
    void everyBeginningOfAFileIsRefusedInOneLine() throws IOException {
        for (String name : new String[] {"graph.pb", "model.ckpt.index"}) {
            Path whole = name.endsWith(".pb")
                    ? TensorflowFiles.graph(folder.resolve("whole.pb"), tensors())
                    : TensorflowFiles.bundle(folder.resolve("model.ckpt"), tensors());
            byte[] bytes = Files.readAllBytes(whole);
            Path file = folder.resolve(name);
            for (int length = 0; length < bytes.length; length += 3) {
                Files.write(file, Arrays.copyOf(bytes, length));
                refusedOrRead(file);
            }
        }
    }

    /** Either a message of one line, or tensors that are really there. */
    static void refusedOrRead(Path file) {
        try (Weights weights = WeightsFile.open(file);
                PointerScope scope = new PointerScope()) {
            for (String name : weights.entries().keySet()) {
                weights.read(name);
            }
        } catch (DataException e) {
            assertThat(e.getMessage().lines()).hasSize(1);
        }
    }

    @Test
    void whatAFileClaimsIsNotBelieved() throws IOException {
        // A node of four exabytes; a table whose index block lies beyond its end.
        Path graph =
                Files.write(folder.resolve("claims.pb"), new byte[] {0x0A, -1, -1, -1, -1, -1, -1, -1, -1, 0x3F, 1});
        assertThatThrownBy(() -> WeightsFile.open(graph))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(graph + ": is not a frozen graph of TensorFlow: a field leaves its message");
        byte[] table = new byte[48];
        System.arraycopy(new byte[] {0, 0, 1, -1, -1, 3}, 0, table, 0, 6);
        long magic = 0xdb4775248b80fb57L;
        for (int i = 0; i < 8; i++) {
            table[40 + i] = (byte) (magic >>> 8 * i);
        }
        Path index = Files.write(folder.resolve("claims.index"), table);
        Files.write(folder.resolve("claims.data-00000-of-00001"), new byte[4]);
        assertThatThrownBy(() -> WeightsFile.open(index))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("a block of its index leaves the file");
    }
}
