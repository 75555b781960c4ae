package dev.rebox.tensor.weights.numpy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.error.DataException;
import dev.rebox.tensor.Engine;
import dev.rebox.tensor.Tensors;
import dev.rebox.tensor.weights.WeightsFile;
import dev.rebox.tensor.weights.stored.DataType;
import dev.rebox.tensor.weights.stored.Entry;
import dev.rebox.tensor.weights.stored.Weights;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files are made by {@code src/test/golden/state_dicts.py}. */
class NpzTest {
    static {
        Engine.load();
    }

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"plain.npz", "compressed.npz"})
    void arraysAreReadInBothOrders(String name) throws Exception {
        try (PointerScope scope = new PointerScope();
                Weights weights = WeightsFile.open(resource(name))) {
            assertThat(weights.entries()).containsOnlyKeys("Net/rows", "Net/columns", "step");
            assertThat(weights.entries().get("Net/columns"))
                    .isEqualTo(new Entry("Net/columns", DataType.F64, List.of(2L, 3L)));
            assertThat(Tensors.toFloats(weights.read("Net/rows"))).containsExactly(0, 1, 2, 3, 4, 5);
            assertThat(Tensors.toFloats(weights.read("Net/columns"))).containsExactly(0, 1, 2, 3, 4, 5);
            assertThat(weights.read("Net/columns").shape()).containsExactly(2, 3);
            assertThat(weights.read("step").item_long()).isEqualTo(7);
        }
    }

    @Test
    void pickledObjectsAreRefused() throws Exception {
        Path file = resource("objects.npz");
        assertThatThrownBy(() -> WeightsFile.open(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("array 'bad' has the number type '|O', which is not read");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "(1000,); of shape [1000] has not as many bytes as that needs",
                "(4294967296, 4294967296); has the impossible shape",
                "(99999999999999999999,); has the impossible shape",
                "'(2,)}, evil'; has a header that is not understood",
            })
    void aHeaderThatLiesIsRefused(String shape, String message) throws IOException {
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + ", }\n";
        Path file = folder.resolve("a.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("a.npy"));
            zip.write(("\u0093NUMPY\1\0" + (char) header.length() + "\0" + header + "12345678")
                    .getBytes(StandardCharsets.ISO_8859_1));
        }
        assertThatThrownBy(() -> WeightsFile.open(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(message);
    }

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(NpzTest.class.getResource(name).toURI());
    }
}
