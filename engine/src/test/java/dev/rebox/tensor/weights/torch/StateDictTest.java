package dev.rebox.tensor.weights.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.error.DataException;
import dev.rebox.tensor.Engine;
import dev.rebox.tensor.Tensors;
import dev.rebox.tensor.weights.WeightsFile;
import dev.rebox.tensor.weights.stored.Weights;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files are made by {@code src/test/golden/state_dicts.py}; those that attack are made here. */
class StateDictTest {
    static {
        Engine.load();
    }

    private static final String STORAGE = "(X\7\0\0\0storagectorch\nFloatStorage\nX\1\0\0\0000X\3\0\0\0cpuK\4tQ";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"today.pth", "legacy.pth"})
    void bothFormatsAreReadWithStridesAndSharedStorages(String name) throws Exception {
        try (PointerScope scope = new PointerScope();
                Weights weights = WeightsFile.open(resource(name))) {
            assertThat(weights.entries().keySet())
                    .containsExactly("grid", "turned", "tail", "half", "brain", "bn.num_batches_tracked", "none");
            assertThat(Tensors.toFloats(weights.read("grid"))).containsExactly(0, 1, 2, 3, 4, 5);
            assertThat(weights.read("turned").shape()).containsExactly(3, 2);
            assertThat(Tensors.toFloats(weights.read("turned"))).containsExactly(0, 3, 1, 4, 2, 5);
            assertThat(Tensors.toFloats(weights.read("tail"))).containsExactly(4, 5);
            assertThat(Tensors.toFloats(weights.read("half"))).containsExactly(1.5f, -2);
            assertThat(Tensors.toFloats(weights.read("brain"))).containsExactly(1.5f, -2);
            assertThat(weights.read("bn.num_batches_tracked").item_long()).isEqualTo(1L << 40);
            assertThat(weights.read("none").shape()).containsExactly(0, 4);
        }
    }

    @Test
    void aStateDictMayLieInsideOfACheckpoint() throws Exception {
        try (PointerScope scope = new PointerScope();
                Weights weights = WeightsFile.open(resource("wrapped.pth"))) {
            assertThat(weights.entries()).containsOnlyKeys("module.w");
            assertThat(Tensors.toFloats(weights.read("module.w"))).containsExactly(0, 1);
        }
    }

    @Test
    void aPickledNetworkIsRefused() throws Exception {
        Path file = resource("whole_module.pth");
        assertThatThrownBy(() -> WeightsFile.open(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("refused, because it has 'torch.nn.modules.linear.Linear'")
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cposix!system!(X?touchtR.         | refused, because it has 'posix.system'",
                "cbuiltins!eval!(tR.               | refused, because it has 'builtins.eval'",
                "X?posixX?system\u0093.            | refused, because it has 'posix.system'",
                "(X?touchios!system!.              | refused, because it has the pickle instruction 'i'",
                "}}\u0081.                         | refused, because it has the pickle instruction 0x81",
                "ctorch._utils!_rebuild_tensor_v2!(tR. | a call of torch._utils._rebuild_tensor_v2 with 0 arguments",
                "ccollections!OrderedDict!(K1tR.   | a call of collections.OrderedDict with 1 arguments",
                "X???zX.                           | a text or number of",
                "h\u0005.                          | remembers what it never saw",
                "R.                                | takes more than it has",
                "}                                 | its pickle ends early",
            })
    void nothingInAFileIsExecuted(String pickle, String message) throws IOException {
        Path file = zip(pickle.replace('!', '\n')
                .replace("X?touch", text("touch"))
                .replace("X?posix", text("posix"))
                .replace("X?system", text("system"))
                .replace("X???z", "X\u00ff\u00ff\u00ff\u007f")
                .replace("K1", "K\1"));
        assertThatThrownBy(() -> WeightsFile.open(file))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 5, 1", // five of four numbers
        "2, 3, 1", // beyond the end
        "0, 2, 4", // the second number is the fifth
        "255, 1, 1"
    })
    void aTensorBeyondItsStorageIsRefused(int offset, int size, int stride) throws IOException {
        Path file = zip(tensor(offset, size, stride));
        assertThatThrownBy(() -> WeightsFile.open(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("tensor 'w' is not part of its storage");
    }

    @Test
    void aStorageThatIsNotThereOrTooShortIsRefused() throws IOException {
        Path file = zip(tensor(0, 4, 1), new byte[15]);
        assertThatThrownBy(() -> WeightsFile.open(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("tensor 'w' needs 16 bytes of storage, but has 15");
        try (PointerScope scope = new PointerScope();
                Weights good = WeightsFile.open(zip(tensor(1, 2, 2), new byte[16]))) {
            assertThat(Tensors.toFloats(good.read("w"))).containsExactly(0, 0);
        }
    }

    @Test
    void aFileThatIsCutOffIsRefused() throws Exception {
        for (String name : new String[] {"today.pth", "legacy.pth"}) {
            byte[] bytes = Files.readAllBytes(resource(name));
            for (int length = 0; length < bytes.length; length += 97) {
                Path cut = Files.write(folder.resolve("cut.pth"), Arrays.copyOf(bytes, length));
                assertThatThrownBy(() -> WeightsFile.open(cut))
                        .as("%s at %d", name, length)
                        .isInstanceOf(DataException.class);
            }
        }
    }

    /** {'w': a tensor over storage 0, which has four float32 numbers}. */
    private static String tensor(int offset, int size, int stride) {
        return "}" + text("w") + "ctorch._utils\n_rebuild_tensor_v2\n(" + STORAGE + "K" + (char) offset + "K"
                + (char) size + "\u0085K" + (char) stride + "\u0085\u0089NtRs.";
    }

    private static String text(String text) {
        return "X" + (char) text.length() + "\0\0\0" + text;
    }

    private Path zip(String pickle) throws IOException {
        return zip(pickle, new byte[16]);
    }

    private Path zip(String pickle, byte[] storage) throws IOException {
        Path file = folder.resolve("w.pth");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("w/data.pkl"));
            zip.write(("\u0080\2" + pickle).getBytes(StandardCharsets.ISO_8859_1));
            zip.putNextEntry(new ZipEntry("w/data/0"));
            zip.write(storage);
        }
        return file;
    }

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(StateDictTest.class.getResource(name).toURI());
    }
}
