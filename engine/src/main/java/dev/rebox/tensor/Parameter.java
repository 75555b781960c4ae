package dev.rebox.tensor;

import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/** One named tensor of a network: float32, a leaf of the graph, with a gradient where it is trained. */
public final class Parameter {
    private final String name;
    private final Tensor value;
    private boolean trained;
    private long version;

    Parameter(String name, Tensor value, boolean trained) {
        this.name = name;
        this.value = value;
        train(trained);
    }

    public String name() {
        return name;
    }

    /** The tensor itself: a leaf that lives as long as its network. Within a {@link Replica}, that one's leaf of the same numbers. */
    public Tensor value() {
        Tensor leaf = Replica.leafOf(this);
        return leaf == null ? value : leaf;
    }

    /** Whether the optimiser may change it. */
    public boolean trained() {
        return trained;
    }

    /** Freezes the parameter, or lets it be trained. */
    public void train(boolean on) {
        trained = on;
        value.set_requires_grad(on);
    }

    public long[] shape() {
        return value.shape();
    }

    /** Rises with every change of the values: what was computed from older ones is stale. */
    public long version() {
        return version;
    }

    /** Says that the values were changed in place. */
    public void changed() {
        version++;
    }

    /** Takes over the values of a tensor of the same shape, of any type and device. */
    public void set(Tensor values) {
        if (!Arrays.equals(values.shape(), shape())) {
            throw new IllegalArgumentException("parameter " + name + " has shape " + Arrays.toString(shape()) + ", not "
                    + Arrays.toString(values.shape()));
        }
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGraph = new NoGradGuard()) {
            value.copy_(values);
        }
        changed();
    }
}
