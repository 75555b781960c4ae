package dev.rebox.tensor.weights.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.error.DataException;
import dev.rebox.error.ReboxException;
import dev.rebox.tensor.Engine;
import dev.rebox.tensor.Tensors;
import dev.rebox.tensor.weights.WeightsFile;
import dev.rebox.tensor.weights.stored.DataType;
import dev.rebox.tensor.weights.stored.Entry;
import dev.rebox.tensor.weights.stored.Weights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {
    static {
        Engine.load();
    }

    @TempDir
    Path folder;

    @Test
    void theBytesAreTheFormats() throws IOException {
        Path file = file("{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", floats(1.5f, -2));
        try (PointerScope scope = new PointerScope();
                Weights weights = WeightsFile.open(file)) {
            assertThat(weights.entries()).containsOnlyKeys("w");
            assertThat(weights.entries().get("w")).isEqualTo(new Entry("w", DataType.F32, List.of(2L)));
            assertThat(Tensors.toFloats(weights.read("w"))).containsExactly(1.5f, -2);
        }
    }

    @Test
    void halfPrecisionIsRead() throws IOException {
        // 1.0 is 0x3C00 as float16 and 0x3F80 as bfloat16, -2.0 is 0xC000 as both.
        byte[] numbers = {0x00, 0x3C, 0x00, (byte) 0xC0, (byte) 0x80, 0x3F, 0x00, (byte) 0xC0};
        Path file = file(
                "{\"__metadata__\":{\"format\":\"pt\"},"
                        + "\"b\":{\"dtype\":\"BF16\",\"shape\":[2,1],\"data_offsets\":[4,8]},"
                        + "\"h\":{\"dtype\":\"F16\",\"shape\":[1,2],\"data_offsets\":[0,4]}}",
                numbers);
        try (PointerScope scope = new PointerScope();
                Weights weights = WeightsFile.open(file)) {
            assertThat(weights.metadata()).containsExactly(Map.entry("format", "pt"));
            assertThat(weights.entries().keySet()).containsExactly("h", "b");
            assertThat(Tensors.toFloats(weights.read("h"))).containsExactly(1, -2);
            assertThat(Tensors.toFloats(weights.read("b"))).containsExactly(1, -2);
            assertThat(weights.read("b").shape()).containsExactly(2, 1);
        }
    }

    @Test
    void whatIsWrittenIsReadAgainInEveryTypeAndLayout() {
        Path file = folder.resolve("new/folder/w.safetensors");
        try (PointerScope scope = new PointerScope()) {
            Tensor grid = Tensors.floats(new float[] {0, 1, 2, 3, 4, 5, 6, 7}, cpu(), 1, 2, 2, 2);
            Map<String, Tensor> tensors = new TreeMap<>(Map.of(
                    "a.channelsLast", grid.contiguous(torch.MemoryFormat.ChannelsLast),
                    "b.half", grid.to(torch.ScalarType.Half),
                    "c.brain", grid.to(torch.ScalarType.BFloat16),
                    "d.long", Tensors.longs(new long[] {1L << 40}, cpu(), 1),
                    "e.scalar", Tensors.floats(new float[] {7}, cpu()),
                    "f.none", torch.zeros(0, 3)));
            Safetensors.write(file, Map.of("padding", "tf_same"), tensors);
            try (Weights weights = WeightsFile.open(file)) {
                assertThat(weights.metadata()).containsEntry("padding", "tf_same");
                assertThat(weights.entries().keySet()).containsExactlyElementsOf(tensors.keySet());
                assertThat(weights.entries().get("b.half").type()).isEqualTo(DataType.F16);
                tensors.forEach((name, tensor) -> {
                    assertThat(weights.read(name).shape()).as(name).isEqualTo(tensor.shape());
                    assertThat(Tensors.toFloats(weights.read(name))).as(name).isEqualTo(Tensors.toFloats(tensor));
                });
            }
        }
        assertThat(file.getParent()).isDirectoryContaining("glob:**w.safetensors");
        assertThat(file.getParent().toFile().list()).hasSize(1);
    }

    @Test
    void aFileThatCannotBeWrittenLeavesNothingBehind() throws IOException {
        Path inTheWay = Files.createDirectories(folder.resolve("w.safetensors/full"));
        try (PointerScope scope = new PointerScope()) {
            Map<String, Tensor> tensors = Map.of("w", torch.zeros(2));
            assertThatThrownBy(() -> Safetensors.write(inTheWay.getParent(), Map.of(), tensors))
                    .isInstanceOf(ReboxException.class)
                    .hasMessageContaining("w.safetensors: cannot be written");
        }
        assertThat(folder.toFile().list()).containsExactly("w.safetensors");
    }

    /** Every header is followed by 8 bytes of numbers. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]}}; tensor 'w' lies at 0..12 of 8 bytes",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}; tensor 'w' of shape [3] and type F32 needs 12 bytes, but has 8",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}; tensor 'w' lies at 8..0",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[-8,0]}}; tensor 'w' has '-8' in its data_offsets",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,9223372036854775807]}}; tensor 'w' lies at 0..9223372036854775807",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,18446744073709551616]}}; tensor 'w' has '18446744073709551616'",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,8]}}; tensor 'w' has the impossible shape",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[-1,-2],\"data_offsets\":[0,8]}}; tensor 'w' has '-1' in its shape",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,8]}}; tensor 'w' has '1.5' in its shape",
                "{\"w\":{\"dtype\":\"F99\",\"shape\":[2],\"data_offsets\":[0,8]}}; tensor 'w' has the number type 'F99'",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[2]}}; tensor 'w' has no data_offsets",
                "{\"w\":{\"dtype\":\"F32\",\"data_offsets\":[0,8]}}; tensor 'w' has no shape",
                "{\"w\":7}; tensor 'w' has the number type ''",
                "{\"v\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}; tensor 'w' overlaps the tensor before it",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}; tensor 'w' leaves a gap before it",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}; 4 bytes at its end belong to no tensor",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"w\":1}; is not a safetensors file: its header is not valid JSON: Duplicate field 'w'",
                "[1, 2]; is not a safetensors file: its header is not a JSON object",
                "{\"w\":; is not a safetensors file: its header is not valid JSON",
            })
    void aWrongHeaderIsAnsweredWithOneLine(String header, String message) throws IOException {
        Path file = file(header, new byte[8]);
        assertThatThrownBy(() -> Safetensors.open(file))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(file + ": " + message)
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource({
        "0, is not a whole safetensors file",
        "1000, is not a whole safetensors file: it says that its header has 1000 bytes and the file has 24",
        "9223372036854775807, it says that its header has 9223372036854775807",
        "-1, it says that its header has 18446744073709551615"
    })
    void aWrongLengthIsFoundBeforeMemoryIsTaken(long length, String message) throws IOException {
        Path file = folder.resolve("w.safetensors");
        Files.write(
                file,
                ByteBuffer.allocate(24)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(length)
                        .array());
        assertThatThrownBy(() -> Safetensors.open(file))
                .isInstanceOf(DataException.class)
                .extracting(e -> e.getMessage().replace(",", ""))
                .asString()
                .contains(message);
    }

    @Test
    void aMissingOrTinyFileIsNamed() throws IOException {
        assertThatThrownBy(() -> WeightsFile.open(folder.resolve("none")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no such weights file");
        Path tiny = Files.write(folder.resolve("tiny"), new byte[3]);
        assertThatThrownBy(() -> WeightsFile.open(tiny))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("3 bytes");
    }

    private Path file(String header, byte[] numbers) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(text.length).put(text).put(numbers);
        return Files.write(folder.resolve("w.safetensors"), bytes.array());
    }

    private static byte[] floats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return bytes.array();
    }

    private static Device cpu() {
        return new Device("cpu");
    }
}
