package dev.rebox.tensor.weights.stored;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The number types of a weights file, by their safetensors names. */
public enum DataType {
    F64(8, ScalarType.Double),
    F32(4, ScalarType.Float),
    F16(2, ScalarType.Half),
    BF16(2, ScalarType.BFloat16),
    I64(8, ScalarType.Long),
    I32(4, ScalarType.Int),
    I16(2, ScalarType.Short),
    I8(1, ScalarType.Char),
    U8(1, ScalarType.Byte),
    BOOL(1, ScalarType.Bool);

    private final int bytes;
    private final ScalarType scalarType;

    DataType(int bytes, ScalarType scalarType) {
        this.bytes = bytes;
        this.scalarType = scalarType;
    }

    /** Bytes of one number. */
    public int bytes() {
        return bytes;
    }

    /** The engine's type of the same numbers. */
    public ScalarType scalarType() {
        return scalarType;
    }

    public static Optional<DataType> named(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }

    public static Optional<DataType> of(ScalarType scalarType) {
        return Arrays.stream(values())
                .filter(type -> type.scalarType == scalarType.intern())
                .findFirst();
    }

    public static List<String> names() {
        return Arrays.stream(values()).map(DataType::name).toList();
    }
}
