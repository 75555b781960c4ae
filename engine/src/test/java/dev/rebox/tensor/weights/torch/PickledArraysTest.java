package dev.rebox.tensor.weights.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.error.DataException;
import dev.rebox.tensor.Engine;
import dev.rebox.tensor.Tensors;
import dev.rebox.tensor.weights.WeightsFile;
import dev.rebox.tensor.weights.stored.Weights;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pickles of arrays written by hand, a letter an instruction. */
class PickledArraysTest {
    static {
        Engine.load();
    }

    private static final String TYPE =
            "cnumpy\ndtype\n\u008c\2f4\u0089\u0088\u0087R(K\3\u008c\1<NNNJ\u00ff\u00ff\u00ff\u00ffJ\u00ff\u00ff\u00ff\u00ffK\0tb";
    /** Two numbers, 1 and -2, as float32. */
    private static final String NUMBERS = "\0\0\u0080\u003f\0\0\0\u00c0";

    @TempDir
    Path folder;

    /** An array [2] of float32. */
    private static String array(String bytes) {
        return "cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\0\u0085C\1b\u0087R(K\1K\2\u0085" + TYPE
                + "\u0089" + bytes + "tb";
    }

    private Path file(String pickle) throws IOException {
        return Files.write(folder.resolve("model.pkl"), ("\u0080\3" + pickle).getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void arraysAreReadAloneOrUnderModel() throws IOException {
        String dictionary = "}\u008c\1w" + array("C\u0008" + NUMBERS) + "s";
        for (String pickle :
                new String[] {dictionary + ".", "}(\u008c\5model" + dictionary + "\u008c\n__author__\u008c\2meu."}) {
            try (Weights weights = WeightsFile.open(file(pickle));
                    PointerScope scope = new PointerScope()) {
                assertThat(weights.entries()).containsOnlyKeys("w");
                assertThat(weights.entries().get("w").shapeText()).isEqualTo("[2]");
                assertThat(Tensors.toFloats(weights.read("w"))).containsExactly(1, -2);
            }
        }
    }

    @Test
    void longBytesAreFoundToo() throws IOException {
        for (String bytes : new String[] {"B\u0008\0\0\0" + NUMBERS, "\u008e\u0008\0\0\0\0\0\0\0" + NUMBERS}) {
            try (Weights weights = WeightsFile.open(file("}\u008c\1w" + array(bytes) + "s."));
                    PointerScope scope = new PointerScope()) {
                assertThat(Tensors.toFloats(weights.read("w"))).containsExactly(1, -2);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cos\nsystem\n\u008c\2ls\u0085R.",
                "cbuiltins\neval\n\u008c\0011\u0085R.",
                "cnumpy\nload\n.",
                "c__builtin__\ngetattr\n.",
                "cnumpy\ndtype\n)R.",
                "cnumpy.core.multiarray\n_reconstruct\n\u008c\1x\u0085R.",
                "i",
                "Pid\n."
            })
    void anythingElseIsRefusedAndNothingIsCalled(String pickle) throws IOException {
        Path file = file(pickle);
        assertThatThrownBy(() -> WeightsFile.open(file))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(file + ": refused, because it has ")
                .hasMessageEndingWith("nothing in a file is executed")
                .hasMessageNotContaining("\n");
    }

    @Test
    void whatIsClaimedIsNotBelieved() throws IOException {
        Path longer = file("}\u008c\1w" + array("\u008e\0\0\0\0\0\0\0\u0040" + NUMBERS) + "s.");
        assertThatThrownBy(() -> WeightsFile.open(longer))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("its pickle ends early");
        Path shorter = file("}\u008c\1w" + array("C\4" + NUMBERS.substring(0, 4)) + "s.");
        assertThatThrownBy(() -> WeightsFile.open(shorter))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("an array of shape [2] with 4 bytes");
        byte[] whole = Files.readAllBytes(file("}\u008c\1w" + array("C\u0008" + NUMBERS) + "s."));
        for (int length = 0; length < whole.length; length++) {
            Path cut = Files.write(folder.resolve("cut.pkl"), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> WeightsFile.open(cut)).isInstanceOf(DataException.class);
        }
    }
}
