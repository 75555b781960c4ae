package dev.rebox.tensor;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.pytorch.Tensor;

/**
 * Tensors that outlive the scope they were made in. They are freed with this: whoever makes one closes it. Several
 * threads may use it.
 */
public final class Owned implements AutoCloseable {
    private static final AtomicLong LIVE = new AtomicLong();

    private final Set<Tensor> tensors = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean closed;

    /** Takes over a tensor, which must not belong to anybody but a scope; returns it. */
    public synchronized Tensor keep(Tensor tensor) {
        if (closed) {
            throw new IllegalStateException("the owner was closed: nobody would free this tensor");
        }
        if (tensors.add(tensor)) {
            tensor.retainReference();
            LIVE.incrementAndGet();
        }
        return tensor;
    }

    /** Frees one before the others. */
    synchronized void free(Tensor tensor) {
        if (tensors.remove(tensor)) {
            tensor.releaseReference();
            LIVE.decrementAndGet();
        }
    }

    /** How many tensors all owners of the process hold: as many as before, when all that was opened since is closed. */
    public static long live() {
        return LIVE.get();
    }

    /** Frees all; a second time it does nothing. */
    @Override
    public synchronized void close() {
        closed = true;
        tensors.forEach(Tensor::releaseReference);
        LIVE.addAndGet(-tensors.size());
        tensors.clear();
    }
}
