package dev.rebox.tensor.weights.torch;

import dev.rebox.error.DataException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads the few things of Python's pickle language that a dictionary of tensors is made of: numbers, text, lists, tuples,
 * dictionaries and PyTorch's description of a tensor. It imports and calls nothing: any class or function beyond
 * what a {@link PickleNames} knows, and any instruction beyond these, is refused.
 */
final class Unpickler {
    private final Object source;
    private final PickleRejected refusal;
    private final PickleInput in;
    private final PickleStack stack;
    private final PickleNames names;
    private final Map<String, PickledTensor.Storage> storages = new HashMap<>();

    /** Reads PyTorch's tensors. @param source what is read, for messages */
    Unpickler(Object source, InputStream in) {
        this(source, in, TorchNames::new);
    }

    /**
     * @param source what is read, for messages
     * @param known the names that belong into the pickle
     */
    Unpickler(Object source, InputStream in, Function<PickleRejected, PickleNames> known) {
        this.source = source;
        refusal = new PickleRejected(source);
        this.in = new PickleInput(refusal, in);
        stack = new PickleStack(refusal);
        names = known.apply(refusal);
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
        try {
            for (int code = in.uint8(); code != '.'; code = in.uint8()) {
                execute(code);
            }
            return stack.pop();
        } catch (EOFException e) {
            throw new DataException(source + ": its pickle ends early. Was the download cut off?", e);
        }
    }

    /** Every storage that was mentioned so far, by its key. */
    Map<String, PickledTensor.Storage> storages() {
        return storages;
    }

    private void execute(int code) throws IOException {
        switch (code) {
            case 0x80 -> in.uint8(); // protocol
            case 0x95 -> in.skip64(); // frame
            case '(' -> stack.mark();
            case '0' -> stack.pop();
            case 'N' -> stack.push(None.NONE);
            case 0x88 -> stack.push(true);
            case 0x89 -> stack.push(false);
            case 'K' -> stack.push((long) in.uint8());
            case 'M' -> stack.push((long) in.uint16());
            case 'J' -> stack.push((long) in.int32());
            case 0x8A -> stack.push(in.number(in.uint8()));
            case 'G' -> stack.push(in.float64());
            case 'X', 'T' -> stack.push(in.text(in.int32()));
            case 0x8C, 'U' -> stack.push(in.text(in.uint8()));
            case 'C' -> stack.push(names.bytes(in.skipped(in.uint8())));
            case 'B' -> stack.push(names.bytes(in.skipped(Integer.toUnsignedLong(in.int32()))));
            case 0x8E -> stack.push(names.bytes(in.skipped(in.int64())));
            case '}' -> stack.push(new LinkedHashMap<Object, Object>());
            case ']', ')' -> stack.push(new ArrayList<Object>());
            case 't' -> stack.push(stack.aboveMark());
            case 0x85 -> stack.push(stack.last(1));
            case 0x86 -> stack.push(stack.last(2));
            case 0x87 -> stack.push(stack.last(3));
            case 'q' -> stack.remember(in.uint8());
            case 'r' -> stack.remember(in.int32());
            case 0x94 -> stack.remember();
            case 'h' -> stack.push(stack.remembered(in.uint8()));
            case 'j' -> stack.push(stack.remembered(in.int32()));
            case 'a' -> append(stack.last(1));
            case 'e' -> append(stack.aboveMark());
            case 's' -> setItems(stack.last(2));
            case 'u' -> setItems(stack.aboveMark());
            case 'c' -> stack.push(names.known(in.line() + "." + in.line()));
            case 0x93 -> {
                List<Object> parts = stack.last(2);
                stack.push(names.known(
                        refusal.as(String.class, parts.get(0)) + "." + refusal.as(String.class, parts.get(1))));
            }
            case 'Q' -> {
                PickledTensor.Storage storage = names.storage(stack.pop());
                storages.put(storage.key(), storage);
                stack.push(storage);
            }
            case 'R' -> {
                List<?> arguments = refusal.as(List.class, stack.pop());
                stack.push(names.call(refusal.as(PickleNames.Name.class, stack.pop()), arguments));
            }
            case 'b' -> {
                Object state = stack.pop();
                names.build(stack.top(), state);
            }
            default -> throw refusal.of("the pickle instruction " + shown(code));
        }
    }

    @SuppressWarnings("unchecked")
    private void append(List<Object> values) {
        refusal.as(List.class, stack.top()).addAll(values);
    }

    @SuppressWarnings("unchecked")
    private void setItems(List<Object> pairs) {
        Map<Object, Object> map = refusal.as(Map.class, stack.top());
        for (int i = 0; i + 1 < pairs.size(); i += 2) {
            map.put(
                    pairs.get(i) instanceof Long || pairs.get(i) instanceof String ? pairs.get(i) : "",
                    pairs.get(i + 1));
        }
    }

    private static String shown(int code) {
        return code > ' ' && code < 127 ? "'" + (char) code + "'" : String.format(Locale.ROOT, "0x%02X", code);
    }
}
