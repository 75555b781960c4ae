package dev.rebox.tensor.weights.stored;

import java.util.List;
import java.util.stream.Collectors;

/** One tensor of a weights file: its name, number type and shape. */
public record Entry(String name, DataType type, List<Long> shape) {
    private static final int LONGEST_SHOWN = 200;

    public Entry {
        shape = List.copyOf(shape);
    }

    /** How many numbers it has. @throws ArithmeticException if that is not a sensible count */
    public long count() {
        long count = 1;
        boolean empty = false;
        for (long side : shape) {
            if (side < 0) {
                throw new ArithmeticException("negative");
            }
            empty |= side == 0;
            // Beside a 0 too, the engine refuses sides whose product is too large.
            count = Math.multiplyExact(count, Math.max(1, side));
        }
        return empty ? 0 : count;
    }

    /** Its length in a file. @throws ArithmeticException if that is not a sensible length */
    public long bytes() {
        return Math.multiplyExact(count(), (long) type.bytes());
    }

    /** The shape as text, e.g. {@code [64, 3, 7, 7]}. */
    public String shapeText() {
        return shape.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
    }

    /** A name out of a file as it may stand in a message: no control characters, not too long. */
    public static String shown(String name) {
        String start = name.length() <= LONGEST_SHOWN ? name : name.substring(0, LONGEST_SHOWN) + "...";
        return start.replaceAll("\\p{Cntrl}", "?");
    }

    public long[] sides() {
        return shape.stream().mapToLong(Long::longValue).toArray();
    }
}
