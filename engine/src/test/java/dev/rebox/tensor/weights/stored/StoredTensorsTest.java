package dev.rebox.tensor.weights.stored;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.tensor.Engine;
import dev.rebox.tensor.Tensors;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoredTensorsTest {
    static {
        Engine.load();
    }

    /** 1.5, -2 and 256 as float32, the low byte first: 3FC00000, C0000000, 43800000. */
    private static final byte[] NUMBERS = {0, 0, (byte) 0xc0, 0x3f, 0, 0, 0, (byte) 0xc0, 0, 0, (byte) 0x80, 0x43};

    private static final Entry THREE = new Entry("w", DataType.F32, List.of(3L));

    @TempDir
    Path folder;

    private final PointerScope scope = new PointerScope();

    @AfterEach
    void free() {
        scope.close();
    }

    private FileChannel channel(byte[] bytes) throws IOException {
        return FileChannel.open(
                Files.write(folder.resolve("w"), bytes), StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    @Test
    void bytesOfAStreamAreLittleEndianNumbers() throws IOException {
        Tensor tensor = RawTensor.empty(THREE);
        RawTensor.read(new ByteArrayInputStream(NUMBERS), tensor);
        assertThat(Tensors.toFloats(tensor)).containsExactly(1.5f, -2, 256);
        assertThat(RawTensor.bytes(tensor)).isEqualTo(12);
    }

    @Test
    void bytesOfAFileAreTakenFromTheirPosition() throws IOException {
        Tensor two = RawTensor.empty(new Entry("w", DataType.F32, List.of(2L, 1L)));
        try (FileChannel file = channel(NUMBERS)) {
            RawTensor.read(file, 4, two);
        }
        assertThat(Tensors.toFloats(two)).containsExactly(-2, 256);
        assertThat(two.shape()).containsExactly(2, 1);
    }

    @Test
    void whatEndsEarlyIsNoTensor() throws IOException {
        assertThatThrownBy(() -> RawTensor.read(new ByteArrayInputStream(NUMBERS, 0, 11), RawTensor.empty(THREE)))
                .isInstanceOf(EOFException.class);
        try (FileChannel file = channel(NUMBERS)) {
            assertThatThrownBy(() -> RawTensor.read(file, 1, RawTensor.empty(THREE)))
                    .isInstanceOf(EOFException.class);
        }
    }

    @Test
    void whatIsWrittenIsWhatIsRead() throws IOException {
        Tensor tensor = Tensors.floats(new float[] {1.5f, -2, 256}, Engine.device("cpu"), 3);
        try (FileChannel file = channel(new byte[] {9})) {
            file.position(1);
            RawTensor.write(file, tensor);
        }
        assertThat(Files.readAllBytes(folder.resolve("w")))
                .startsWith(9)
                .endsWith(NUMBERS)
                .hasSize(13);
    }

    @Test
    void anEmptyTensorNeedsNoBytes() throws IOException {
        Tensor none = RawTensor.empty(new Entry("w", DataType.I64, List.of(0L, 4L)));
        RawTensor.read(new ByteArrayInputStream(new byte[0]), none);
        assertThat(RawTensor.bytes(none)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void everyTypeIsFoundByItsNameAndHasTheEnginesSize(DataType type) {
        assertThat(DataType.named(type.name())).contains(type);
        assertThat(DataType.of(type.scalarType())).contains(type);
        assertThat(RawTensor.empty(new Entry("w", type, List.of(5L))).element_size())
                .isEqualTo(type.bytes());
    }

    @Test
    void anUnknownTypeIsNone() {
        assertThat(DataType.named("f32")).isEmpty();
        assertThat(DataType.named("F8_E4M3")).isEmpty();
    }

    @Test
    void countsAreChecked() {
        assertThat(new Entry("w", DataType.F64, List.of(2L, 3L, 4L)).bytes()).isEqualTo(192);
        assertThat(new Entry("w", DataType.F64, List.of()).count()).isOne();
        assertThatThrownBy(() -> new Entry("w", DataType.U8, List.of(-1L)).count())
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Entry("w", DataType.U8, List.of(1L << 40, 1L << 40)).count())
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Entry("w", DataType.F64, List.of(1L << 61)).bytes())
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void aNameFromAFileCannotSpoilAMessage() {
        assertThat(Entry.shown("a\nb\u001bc")).isEqualTo("a?b?c");
        assertThat(Entry.shown("x".repeat(200))).hasSize(200);
        assertThat(Entry.shown("x".repeat(201))).hasSize(203).endsWith("x...");
        assertThat(new Entry("w", DataType.F32, List.of(64L, 3L)).shapeText()).isEqualTo("[64, 3]");
    }
}
