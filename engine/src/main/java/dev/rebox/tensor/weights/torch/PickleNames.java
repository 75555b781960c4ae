package dev.rebox.tensor.weights.torch;

import java.util.List;

/** The few names of Python that a kind of pickle may mention, and what stands for them here: nothing of Python is called. */
interface PickleNames {
    /** A name that was looked up and found harmless. */
    record Name(String full) {}

    /** @throws dev.rebox.error.DataException for a name that does not belong into such a pickle */
    Name known(String full);

    /** What a call of a known name makes. @throws dev.rebox.error.DataException for a call that is not one of the usual */
    Object call(Name function, List<?> arguments);

    /** Gives a value its state. @throws dev.rebox.error.DataException where that is not usual */
    void build(Object value, Object state);

    /** A tensor's storage by what stands for it. @throws dev.rebox.error.DataException where there are none */
    PickledTensor.Storage storage(Object id);

    /** Bytes in the pickle itself. @throws dev.rebox.error.DataException where there should be none */
    Object bytes(PickledBytes place);
}
