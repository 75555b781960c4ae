package dev.rebox.tensor;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The type in which images run through the convolutions. Parameters, their gradients, losses and the arithmetic of
 * boxes are float32 always: a layer casts its weights to the type of its input.
 */
public enum Precision {
    @JsonProperty("float32")
    FLOAT32(ScalarType.Float),
    @JsonProperty("bfloat16")
    BFLOAT16(ScalarType.BFloat16);

    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

    private final ScalarType type;

    Precision(ScalarType type) {
        this.type = type;
    }

    public ScalarType type() {
        return type;
    }

    /** bfloat16 where the processor computes in it (AVX-512 BF16, AMX), else float32: without that it is slower. */
    public static Precision fastest() {
        if (!Files.isReadable(PROCESSOR)) {
            return FLOAT32;
        }
        try (Stream<String> lines = Files.lines(PROCESSOR)) {
            return lines.filter(line -> line.startsWith("flags"))
                            .anyMatch(line -> line.contains(" avx512_bf16") || line.contains(" amx_bf16"))
                    ? BFLOAT16
                    : FLOAT32;
        } catch (IOException e) {
            return FLOAT32;
        }
    }
}
