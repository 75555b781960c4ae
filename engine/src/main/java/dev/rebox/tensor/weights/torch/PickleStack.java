package dev.rebox.tensor.weights.torch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the instructions of a pickle work on: a stack with marks, and a memory of values by number. */
final class PickleStack {
    private static final Object MARK = new Object();

    private final PickleRejected refusal;
    private final Deque<Object> values = new ArrayDeque<>();
    private final Map<Integer, Object> memory = new HashMap<>();

    PickleStack(PickleRejected refusal) {
        this.refusal = refusal;
    }

    void clear() {
        values.clear();
        memory.clear();
    }

    void push(Object value) {
        values.push(value);
    }

    void mark() {
        values.push(MARK);
    }

    Object pop() {
        if (values.isEmpty() || values.peek() == MARK) {
            throw refusal.of("a pickle that takes more than it has");
        }
        return values.pop();
    }

    Object top() {
        Object top = pop();
        push(top);
        return top;
    }

    /** Takes so many values, the oldest first. */
    List<Object> last(int count) {
        List<Object> last = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            last.add(0, pop());
        }
        return last;
    }

    /** Takes all values down to the last mark, and the mark; the oldest first. */
    List<Object> aboveMark() {
        Deque<Object> above = new ArrayDeque<>();
        while (!values.isEmpty() && values.peek() != MARK) {
            above.push(values.pop());
        }
        if (values.isEmpty()) {
            throw refusal.of("a pickle without the mark it asks for");
        }
        values.pop();
        return new ArrayList<>(above);
    }

    /** Remembers the top value under a number. */
    void remember(int number) {
        memory.put(number, top());
    }

    /** Remembers the top value under the next number. */
    void remember() {
        remember(memory.size());
    }

    Object remembered(int number) {
        Object value = memory.get(number);
        if (value == null) {
            throw refusal.of("a pickle that remembers what it never saw");
        }
        return value;
    }
}
