package dev.rebox.tensor.weights.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.error.DataException;
import dev.rebox.tensor.weights.stored.DataType;
import dev.rebox.tensor.weights.torch.PickledTensor.Storage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pickles written by hand, a letter an instruction; the comments have Python's names of them. */
class UnpicklerTest {
    private static final String STORAGE = "(\u008c\7storagectorch\nFloatStorage\n\u008c\1k\u008c\3cpuK\6tQ";

    /** Letters are bytes. */
    private static Object read(String pickle) throws IOException {
        byte[] bytes = pickle.getBytes(StandardCharsets.ISO_8859_1);
        return new Unpickler("a.pth", new ByteArrayInputStream(bytes)).read();
    }

    @ParameterizedTest
    @CsvSource({
        "4BFF, 255", // BININT1
        "4D0102, 513", // BININT2: 1 + 2 * 256
        "4DFFFF, 65535",
        "4AFEFFFFFF, -2", // BININT
        "4A00010000, 256",
        "8A00, 0", // LONG1 without bytes
        "8A01FF, -1",
        "8A0200FF, -256",
        "8A080000000000000080, -9223372036854775808",
    })
    void wholeNumbersAreLittleEndian(String hex, long number) throws IOException {
        assertThat(read(letters(hex) + ".")).isEqualTo(number);
    }

    private static String letters(String hex) {
        return new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
    }

    @Test
    void aNumberBeyond64BitsKeepsItsSize() throws IOException {
        assertThat(read(letters("8A09000000000000000001") + ".")).isEqualTo(BigInteger.ONE.shiftLeft(64));
        assertThat(read(letters("8A0AFFFFFFFFFFFFFFFFFF00") + "."))
                .isEqualTo(BigInteger.ONE.shiftLeft(72).subtract(BigInteger.ONE));
    }

    @Test
    void fractionsHaveTheirHighByteFirst() throws IOException {
        assertThat(read("G" + letters("3FF8000000000000") + ".")).isEqualTo(1.5); // BINFLOAT
    }

    @Test
    void textIsUnicode() throws IOException {
        String umlaut = letters("C3A9");
        assertThat(read("X\2\0\0\0" + umlaut + ".")).isEqualTo("é"); // BINUNICODE
        assertThat(read("\u008c\2" + umlaut + ".")).isEqualTo("é"); // SHORT_BINUNICODE
        assertThat(read("U\2ab.")).isEqualTo("ab"); // SHORT_BINSTRING
        assertThat(read("\u008c\0.")).isEqualTo("");
    }

    @Test
    void constantsAreThemselves() throws IOException {
        assertThat(read("(N\u0088\u0089t.")).isEqualTo(List.of(Unpickler.None.NONE, true, false));
    }

    @Test
    void tuplesAndListsKeepTheirOrder() throws IOException {
        assertThat(read("K\1\u0085.")).isEqualTo(List.of(1L)); // TUPLE1
        assertThat(read("K\1K\2\u0086.")).isEqualTo(List.of(1L, 2L));
        assertThat(read("K\1K\2K\3\u0087.")).isEqualTo(List.of(1L, 2L, 3L));
        assertThat(read("](K\1K\2e.")).isEqualTo(List.of(1L, 2L)); // MARK, APPENDS
        assertThat(read("]K\1aK\2a.")).isEqualTo(List.of(1L, 2L)); // APPEND
        assertThat(read(").")).isEqualTo(List.of());
    }

    @Test
    void dictionariesTakeOneOrManyPairs() throws IOException {
        assertThat(read("}K\1K\2s(K\3K\4K\5K\6u.")).isEqualTo(Map.of(1L, 2L, 3L, 4L, 5L, 6L)); // SETITEM, SETITEMS
        assertThat(read("ccollections\nOrderedDict\n)RK\1K\2s.")).isEqualTo(Map.of(1L, 2L));
    }

    @Test
    void whatWasRememberedIsTheSameObject() throws IOException {
        assertThat(read("]q\7h\7\u0086.")).isEqualTo(List.of(List.of(), List.of())); // BINPUT, BINGET
        List<?> twice = (List<?>) read("K\5\u0094K\6\u0094h\0h\1\u0086\u0087."); // MEMOIZE
        assertThat(twice).isEqualTo(List.of(5L, 6L, List.of(5L, 6L)));
        assertThat(read("K\5r\0\1\0\0" + "K\6j\0\1\0\0\u0087.")).isEqualTo(List.of(5L, 6L, 5L)); // LONG_BINPUT
    }

    @Test
    void protocolFrameAndPopLeaveNothing() throws IOException {
        assertThat(read("\u0080\4\u0095\0\0\0\0\0\0\0\0K\1K\0020.")).isEqualTo(1L);
    }

    @Test
    void attributesOfADictionaryAreDropped() throws IOException {
        assertThat(read("}K\1K\2s}K\3K\4sb.")).isEqualTo(Map.of(1L, 2L)); // BUILD
    }

    @Test
    void aTensorIsAWindowOnAStorage() throws IOException {
        Object tensor =
                read("ctorch._utils\n_rebuild_tensor_v2\n(" + STORAGE + "K\2K\2K\1\u0086K\1K\1\u0086\u0089NtR.");
        assertThat(tensor)
                .isEqualTo(new PickledTensor(new Storage(DataType.F32, "k", 6), 2, List.of(2L, 1L), List.of(1L, 1L)));
    }

    @Test
    void severalPicklesShareNoMemory() throws IOException {
        byte[] two = "K\1q\0.h\0.".getBytes(StandardCharsets.ISO_8859_1);
        Unpickler pickles = new Unpickler("a.pth", new ByteArrayInputStream(two));
        assertThat(pickles.read()).isEqualTo(1L);
        assertThatThrownBy(pickles::read).hasMessageContaining("remembers what it never saw");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "cos\\nsystem\\n.|'os.system'",
                "c__builtin__\\neval\\n.|'__builtin__.eval'",
                "Vtext\\n.|the pickle instruction 'V'",
                "\u0081.|the pickle instruction 0x81",
                ".|a pickle that takes more than it has",
                "(0.|a pickle that takes more than it has",
                "K\1t.|a pickle without the mark it asks for",
                "h\2.|a pickle that remembers what it never saw",
                "K\1K\2a.|a pickle with a Long where a List belongs",
                "]K\1K\2s.|a pickle with a ArrayList where a Map belongs",
                "K\1)R.|a pickle with a Long where a Name belongs",
                "ctorch\\nFloatStorage\\n)R.|a call of torch.FloatStorage with 0 arguments",
                "K\1Q.|a pickle with a Long where a List belongs",
                ")Q.|a reference to something that is not a storage",
                "X\u00ff\u00ff\u00ff\u00ff.|a text or number of 4294967295 bytes",
                "\u008a\u0041.|a text or number of 65 bytes",
            })
    void whateverElseIsThereIsRefused(String pickle, String what) {
        assertThatThrownBy(() -> read(pickle.replace("\\n", "\n")))
                .isInstanceOf(DataException.class)
                .hasMessage("a.pth: refused, because it has " + what
                        + "; only plain dictionaries of tensors are read, and nothing in a file is executed");
    }

    @Test
    void aNameWithoutEndIsRefusedBeforeItFillsTheMemory() {
        assertThatThrownBy(() -> read("c" + "x".repeat(5000))).hasMessageContaining("a name of more than 1000 letters");
    }

    @Test
    void aPickleThatEndsEarlyIsNamed() {
        for (String cut : List.of("", "K", "X\5\0\0\0ab", "K\1", "G123")) {
            assertThatThrownBy(() -> read(cut))
                    .isInstanceOf(DataException.class)
                    .hasMessage("a.pth: its pickle ends early. Was the download cut off?");
        }
    }

    @Test
    void aTensorOfTooManySidesIsRefused() {
        String seventeen = "(" + "K\1".repeat(17) + "t";
        assertThatThrownBy(() ->
                        read("ctorch._utils\n_rebuild_tensor_v2\n(" + STORAGE + "K\0" + seventeen + seventeen + "tR."))
                .hasMessageContaining("a tensor of 17 dimensions");
    }
}
