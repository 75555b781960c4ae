package dev.rebox.tensor.weights.torch;

import dev.rebox.tensor.weights.stored.DataType;
import dev.rebox.tensor.weights.stored.Entry;
import java.util.List;

/**
 * A tensor as PyTorch pickles it: a window on a storage that lies elsewhere in the file.
 *
 * @param offset the first number, counted in the storage
 * @param strides how many numbers a step along each side is
 */
record PickledTensor(Storage storage, long offset, List<Long> shape, List<Long> strides) {
    /**
     * Numbers in a row.
     *
     * @param key its name in the file
     * @param count how many numbers
     */
    record Storage(DataType type, String key, long count) {
        /** Its length, or more than any file has if that is beyond counting. */
        long bytes() {
            return count < 0 || count > Long.MAX_VALUE / type.bytes() ? Long.MAX_VALUE : count * type.bytes();
        }
    }

    Entry entry(String name) {
        return new Entry(name, storage.type(), shape);
    }

    /**
     * How many numbers from the first to the last that it uses.
     *
     * @throws ArithmeticException if it is not a window on its storage, or repeats numbers so that it is larger than that
     */
    long extent() {
        long count = entry("").count();
        if (strides.size() != shape.size() || offset < 0 || storage.count() < 0 || count > storage.count()) {
            throw new ArithmeticException("no window");
        }
        long last = 0;
        for (int i = 0; i < shape.size(); i++) {
            if (strides.get(i) < 0) {
                throw new ArithmeticException("negative");
            }
            last = Math.addExact(last, Math.multiplyExact(Math.max(0, shape.get(i) - 1), strides.get(i)));
        }
        long extent = count == 0 ? 0 : Math.addExact(last, 1);
        if (Math.addExact(offset, extent) > storage.count()) {
            throw new ArithmeticException("beyond the storage");
        }
        return extent;
    }
}
