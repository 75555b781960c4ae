package dev.rebox.tensor.weights.tensorflow;

import dev.rebox.tensor.weights.stored.DataType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Types and shapes of tensors as TensorFlow's {@code types.proto} and {@code tensor_shape.proto} number them. */
final class TensorType {
    private static final int DIMENSION = 2;
    private static final int SIZE = 1;
    private static final int MOST_SIDES = 16;

    private TensorType() {}

    /** Empty for texts, resources and the like. */
    static Optional<DataType> of(long number) {
        return Optional.ofNullable(
                switch ((int) number) {
                    case 1 -> DataType.F32;
                    case 2 -> DataType.F64;
                    case 3 -> DataType.I32;
                    case 4 -> DataType.U8;
                    case 5 -> DataType.I16;
                    case 6 -> DataType.I8;
                    case 9 -> DataType.I64;
                    case 10 -> DataType.BOOL;
                    case 14 -> DataType.BF16;
                    case 19 -> DataType.F16;
                    default -> null;
                });
    }

    /** The sides of a TensorShapeProto. */
    static List<Long> shape(ProtoReader in, ProtoReader.Field message) throws IOException {
        List<Long> sides = new ArrayList<>();
        in.message(message.start(), message.end(), dimension -> {
            if (dimension.number() == DIMENSION) {
                if (sides.size() == MOST_SIDES) {
                    throw new IOException("a tensor of more than " + MOST_SIDES + " dimensions");
                }
                sides.add(side(in, dimension));
            }
        });
        return sides;
    }

    private static long side(ProtoReader in, ProtoReader.Field dimension) throws IOException {
        long[] side = {0}; // proto3 leaves a zero out
        Once once = new Once();
        in.message(dimension.start(), dimension.end(), part -> {
            if (part.number() == SIZE) {
                once.come(SIZE);
                side[0] = part.value();
            }
        });
        return side[0];
    }
}
