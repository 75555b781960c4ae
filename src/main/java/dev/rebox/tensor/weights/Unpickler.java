package dev.rebox.tensor.weights;

import dev.rebox.error.DataException;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the few things of Python's pickle language that a dictionary of tensors is made of: numbers, text, lists, tuples,
 * dictionaries and PyTorch's description of a tensor. It imports and calls nothing: any class or function beyond these
 * names, and any instruction beyond these, is refused.
 */
final class Unpickler {
    private static final String ORDERED_DICT = "collections.OrderedDict";
    private static final String REBUILD_TENSOR = "torch._utils._rebuild_tensor_v2";
    private static final int LONGEST_TEXT = 1 << 20;
    private static final int LONGEST_NUMBER = 64;

    private static final int MOST_SIDES = 16;

    private static final Object MARK = new Object();

    /** A name that the file may mention; calling one of the two functions is what {@link #call} does. */
    private record Name(String full) {}

    private final Object source;
    private final DataInputStream in;
    private final Deque<Object> stack = new ArrayDeque<>();
    private final Map<Integer, Object> memo = new HashMap<>();
    private final Map<String, PickledTensor.Storage> storages = new HashMap<>();

    /** @param source what is read, for messages */
    Unpickler(Object source, InputStream in) {
        this.source = source;
        this.in = new DataInputStream(in);
    }

    /** Python's None, which neither a deque nor a reader of results wants as null. */
    enum None {
        NONE
    }

    /**
     * One pickled object: Long, Double, Boolean, String, {@link None}, List (tuples too), Map, {@link PickledTensor}.
     *
     * @throws DataException if there is anything else in it
     */
    Object read() throws IOException {
        stack.clear();
        memo.clear();
        try {
            for (int code = in.readUnsignedByte(); code != '.'; code = in.readUnsignedByte()) {
                execute(code);
            }
            return pop();
        } catch (EOFException e) {
            throw new DataException(source + ": its pickle ends early. Was the download cut off?", e);
        }
    }

    private void execute(int code) throws IOException {
        switch (code) {
            case 0x80 -> in.readUnsignedByte(); // protocol
            case 0x95 -> in.readLong(); // frame
            case '(' -> stack.push(MARK);
            case '0' -> pop();
            case 'N' -> stack.push(None.NONE);
            case 0x88 -> stack.push(true);
            case 0x89 -> stack.push(false);
            case 'K' -> stack.push((long) in.readUnsignedByte());
            case 'M' -> stack.push((long) (Short.reverseBytes(in.readShort()) & 0xFFFF));
            case 'J' -> stack.push((long) int32());
            case 0x8A -> stack.push(number(in.readUnsignedByte()));
            case 'G' -> stack.push(in.readDouble());
            case 'X' -> stack.push(text(int32()));
            case 0x8C -> stack.push(text(in.readUnsignedByte()));
            case 'T' -> stack.push(text(int32()));
            case 'U' -> stack.push(text(in.readUnsignedByte()));
            case '}' -> stack.push(new LinkedHashMap<Object, Object>());
            case ']', ')' -> stack.push(new ArrayList<Object>());
            case 't' -> stack.push(aboveMark());
            case 0x85 -> stack.push(last(1));
            case 0x86 -> stack.push(last(2));
            case 0x87 -> stack.push(last(3));
            case 'q' -> memo.put(in.readUnsignedByte(), top());
            case 'r' -> memo.put(int32(), top());
            case 0x94 -> memo.put(memo.size(), top());
            case 'h' -> stack.push(remembered(in.readUnsignedByte()));
            case 'j' -> stack.push(remembered(int32()));
            case 'a' -> append(last(1));
            case 'e' -> append(aboveMark());
            case 's' -> setItems(last(2));
            case 'u' -> setItems(aboveMark());
            case 'c' -> stack.push(known(line() + "." + line()));
            case 0x93 -> {
                List<Object> parts = last(2);
                stack.push(known(as(String.class, parts.get(0)) + "." + as(String.class, parts.get(1))));
            }
            case 'Q' -> stack.push(storage(pop()));
            case 'R' -> call();
            case 'b' -> build();
            default -> throw refused("the pickle instruction " + shown(code));
        }
    }

    /** Only what PyTorch writes for a tensor: an empty ordered dictionary, and a tensor over a storage. */
    private void call() {
        List<?> arguments = as(List.class, pop());
        Name function = as(Name.class, pop());
        if (function.full.equals(ORDERED_DICT) && arguments.isEmpty()) {
            stack.push(new LinkedHashMap<Object, Object>());
        } else if (function.full.equals(REBUILD_TENSOR) && arguments.size() >= 4) {
            stack.push(new PickledTensor(
                    as(PickledTensor.Storage.class, arguments.get(0)),
                    as(Long.class, arguments.get(1)),
                    longs(arguments.get(2)),
                    longs(arguments.get(3))));
        } else {
            throw refused("a call of " + function.full + " with " + arguments.size() + " arguments");
        }
    }

    /** An ordered dictionary may have attributes (PyTorch's {@code _metadata}), which are dropped. */
    private void build() {
        pop();
        as(Map.class, top());
    }

    private Name known(String full) {
        if (!full.equals(ORDERED_DICT)
                && !full.equals(REBUILD_TENSOR)
                && storageType(full).isEmpty()) {
            throw refused("'" + Entry.shown(full) + "'");
        }
        return new Name(full);
    }

    /** ('storage', type, key, device, count), and in old files a sixth, None. */
    private PickledTensor.Storage storage(Object id) {
        List<?> parts = as(List.class, id);
        if (parts.size() < 5 || !"storage".equals(parts.get(0))) {
            throw refused("a reference to something that is no storage");
        }
        String type = as(Name.class, parts.get(1)).full;
        PickledTensor.Storage storage = new PickledTensor.Storage(
                storageType(type).orElseThrow(() -> refused("a storage of type " + type)),
                as(String.class, parts.get(2)),
                as(Long.class, parts.get(4)));
        storages.put(storage.key(), storage);
        return storage;
    }

    /** Every storage that was mentioned so far, by its key. */
    Map<String, PickledTensor.Storage> storages() {
        return storages;
    }

    private static Optional<DataType> storageType(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "torch.DoubleStorage" -> DataType.F64;
                    case "torch.FloatStorage" -> DataType.F32;
                    case "torch.HalfStorage" -> DataType.F16;
                    case "torch.BFloat16Storage" -> DataType.BF16;
                    case "torch.LongStorage" -> DataType.I64;
                    case "torch.IntStorage" -> DataType.I32;
                    case "torch.ShortStorage" -> DataType.I16;
                    case "torch.CharStorage" -> DataType.I8;
                    case "torch.ByteStorage" -> DataType.U8;
                    case "torch.BoolStorage" -> DataType.BOOL;
                    default -> null;
                });
    }

    private Object pop() {
        if (stack.isEmpty() || stack.peek() == MARK) {
            throw refused("a pickle that takes more than it has");
        }
        return stack.pop();
    }

    private Object top() {
        Object top = pop();
        stack.push(top);
        return top;
    }

    private List<Object> last(int count) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(0, pop());
        }
        return values;
    }

    private List<Object> aboveMark() {
        Deque<Object> values = new ArrayDeque<>();
        while (!stack.isEmpty() && stack.peek() != MARK) {
            values.push(stack.pop());
        }
        if (stack.isEmpty()) {
            throw refused("a pickle without the mark it asks for");
        }
        stack.pop();
        return new ArrayList<>(values);
    }

    private Object remembered(int index) {
        Object value = memo.get(index);
        if (value == null) {
            throw refused("a pickle that remembers what it never saw");
        }
        return value;
    }

    @SuppressWarnings("unchecked")
    private void append(List<Object> values) {
        as(List.class, top()).addAll(values);
    }

    @SuppressWarnings("unchecked")
    private void setItems(List<Object> pairs) {
        Map<Object, Object> map = as(Map.class, top());
        for (int i = 0; i + 1 < pairs.size(); i += 2) {
            map.put(
                    pairs.get(i) instanceof Long || pairs.get(i) instanceof String ? pairs.get(i) : "",
                    pairs.get(i + 1));
        }
    }

    private List<Long> longs(Object values) {
        List<Long> longs = new ArrayList<>();
        List<?> list = as(List.class, values);
        if (list.size() > MOST_SIDES) {
            throw refused("a tensor of " + list.size() + " dimensions");
        }
        for (Object value : list) {
            longs.add(as(Long.class, value));
        }
        return longs;
    }

    private <T> T as(Class<T> type, Object value) {
        if (!type.isInstance(value)) {
            throw refused("a pickle with a " + value.getClass().getSimpleName() + " where a " + type.getSimpleName()
                    + " belongs");
        }
        return type.cast(value);
    }

    private int int32() throws IOException {
        return Integer.reverseBytes(in.readInt());
    }

    private Object number(int length) throws IOException {
        byte[] little = bytes(length, LONGEST_NUMBER);
        byte[] big = new byte[length];
        for (int i = 0; i < length; i++) {
            big[i] = little[length - 1 - i];
        }
        BigInteger value = length == 0 ? BigInteger.ZERO : new BigInteger(big);
        // Old files begin with a magic number beyond 64 bits.
        return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
    }

    private String text(int length) throws IOException {
        return new String(bytes(length, LONGEST_TEXT), StandardCharsets.UTF_8);
    }

    private byte[] bytes(int length, int most) throws IOException {
        if (length < 0 || length > most) {
            throw refused("a text or number of " + Integer.toUnsignedString(length) + " bytes");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
            line.append((char) c);
            if (line.length() > 1000) {
                throw refused("a name of more than 1000 letters");
            }
        }
        return line.toString();
    }

    private static String shown(int code) {
        return code > ' ' && code < 127 ? "'" + (char) code + "'" : String.format("0x%02X", code);
    }

    private DataException refused(String what) {
        return new DataException(source + ": refused, because it has " + what
                + "; only plain dictionaries of tensors are read, and nothing in a file is executed");
    }
}
