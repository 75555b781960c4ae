package dev.rebox.tensor.weights.torch;

import dev.rebox.error.DataException;

/** How a pickle is refused that holds more than a dictionary of tensors. @param source what is read, for messages */
record PickleRejected(Object source) {
    DataException of(String what) {
        return new DataException(source + ": refused, because it has " + what
                + "; only plain dictionaries of tensors are read, and nothing in a file is executed");
    }

    /** The value as the type that belongs here. @throws DataException if it is another */
    <T> T as(Class<T> type, Object value) {
        if (!type.isInstance(value)) {
            throw of("a pickle with a " + value.getClass().getSimpleName() + " where a " + type.getSimpleName()
                    + " belongs");
        }
        return type.cast(value);
    }
}
