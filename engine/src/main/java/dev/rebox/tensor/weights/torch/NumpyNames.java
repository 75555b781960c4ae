package dev.rebox.tensor.weights.torch;

import dev.rebox.tensor.weights.stored.DataType;
import dev.rebox.tensor.weights.stored.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Names in a pickle of NumPy arrays. */
final class NumpyNames implements PickleNames {
    private static final String ORDERED_DICT = "collections.OrderedDict";
    private static final String ARRAY = "numpy.ndarray";
    private static final String TYPE = "numpy.dtype";
    private static final int MOST_SIDES = 16;
    /** Version, shape, type, whether columns come first, bytes. */
    private static final int STATE = 5;

    private final PickleRejected refusal;

    NumpyNames(PickleRejected refusal) {
        this.refusal = refusal;
    }

    /** The type of an array's numbers, e.g. {@code f4}. */
    private record NumberType(String code) {}

    /** An array, which first is made and then told what it is. */
    static final class PickledArray {
        private Optional<Entry> entry = Optional.empty();
        private boolean columnsFirst;
        private PickledBytes place = new PickledBytes(0, 0);

        /** Type and shape, without a name; empty for an array that was never told. */
        Optional<Entry> entry() {
            return entry;
        }

        boolean columnsFirst() {
            return columnsFirst;
        }

        PickledBytes place() {
            return place;
        }
    }

    @Override
    public Name known(String full) {
        if (!isReconstruct(full) && !List.of(ORDERED_DICT, ARRAY, TYPE).contains(full)) {
            throw refusal.of("'" + Entry.shown(full) + "'");
        }
        return new Name(full);
    }

    /** The module was renamed with NumPy 2. */
    private static boolean isReconstruct(String full) {
        return full.equals("numpy.core.multiarray._reconstruct") || full.equals("numpy._core.multiarray._reconstruct");
    }

    @Override
    public Object call(Name function, List<?> arguments) {
        if (function.full().equals(ORDERED_DICT) && arguments.isEmpty()) {
            return new LinkedHashMap<Object, Object>();
        }
        if (isReconstruct(function.full()) && new Name(ARRAY).equals(arguments.isEmpty() ? null : arguments.get(0))) {
            return new PickledArray();
        }
        if (function.full().equals(TYPE) && !arguments.isEmpty()) {
            return new NumberType(refusal.as(String.class, arguments.get(0)));
        }
        throw refusal.of("a call of " + function.full() + " with " + arguments.size() + " arguments");
    }

    @Override
    public void build(Object value, Object state) {
        if (value instanceof PickledArray array) {
            build(array, refusal.as(List.class, state));
        } else if (value instanceof NumberType type) {
            List<?> facts = refusal.as(List.class, state);
            if (facts.size() > 1 && ">".equals(facts.get(1))) {
                throw refusal.of("numbers of type " + type.code + " with their high byte first");
            }
        } else {
            throw refusal.of("a state for a " + value.getClass().getSimpleName());
        }
    }

    private void build(PickledArray array, List<?> state) {
        if (state.size() != STATE) {
            throw refusal.of("an array with " + state.size() + " facts in place of " + STATE);
        }
        List<Long> shape = new ArrayList<>();
        for (Object side : refusal.as(List.class, state.get(1))) {
            shape.add(refusal.as(Long.class, side));
        }
        String code = refusal.as(NumberType.class, state.get(2)).code;
        if (shape.size() > MOST_SIDES || !(state.get(4) instanceof PickledBytes place)) {
            throw refusal.of(
                    "an array whose numbers are not plain bytes, or of more than " + MOST_SIDES + " dimensions");
        }
        Entry entry = new Entry("", type(code), shape);
        long bytes;
        try {
            bytes = entry.bytes();
        } catch (ArithmeticException e) {
            bytes = -1;
        }
        if (bytes != place.length()) {
            throw refusal.of("an array of shape " + entry.shapeText() + " with " + place.length() + " bytes");
        }
        array.entry = Optional.of(entry);
        array.columnsFirst = refusal.as(Boolean.class, state.get(3));
        array.place = place;
    }

    private DataType type(String code) {
        return switch (code) {
            case "f4" -> DataType.F32;
            case "f8" -> DataType.F64;
            case "f2" -> DataType.F16;
            case "i8" -> DataType.I64;
            case "i4" -> DataType.I32;
            case "u1" -> DataType.U8;
            case "b1" -> DataType.BOOL;
            default -> throw refusal.of("numbers of type '" + Entry.shown(code) + "'");
        };
    }

    @Override
    public PickledTensor.Storage storage(Object id) {
        throw refusal.of("a reference to something outside");
    }

    @Override
    public Object bytes(PickledBytes place) {
        return place;
    }
}
