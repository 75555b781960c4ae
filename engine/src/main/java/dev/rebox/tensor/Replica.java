package dev.rebox.tensor;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The trained parameters of a network once more: the same numbers in the same memory, with gradients of their own. While a
 * thread works within it, the layers take these, so that several images can go through one network side by side.
 */
public final class Replica implements AutoCloseable {
    private static final ThreadLocal<@Nullable Replica> CURRENT = new ThreadLocal<>();

    private final Map<Parameter, Tensor> leaves = new IdentityHashMap<>();
    private final Owned owned = new Owned();

    public Replica(List<Parameter> trained) {
        try (PointerScope scope = new PointerScope()) {
            for (Parameter parameter : trained) {
                Tensor leaf = parameter.value().detach();
                leaf.set_requires_grad(true);
                leaves.put(parameter, owned.keep(leaf));
            }
        }
    }

    /** Runs a forward and a backward pass whose gradients come here. */
    public <T> T within(Supplier<T> work) {
        Replica around = CURRENT.get();
        CURRENT.set(this);
        try {
            return work.get();
        } finally {
            CURRENT.set(around);
        }
    }

    /** The leaf that stands for a parameter on this thread, or null for the parameter itself. */
    static @Nullable Tensor leafOf(Parameter parameter) {
        Replica current = CURRENT.get();
        return current == null ? null : current.leaves.get(parameter);
    }

    /** The tensors, those of a replica or the parameters themselves, in the order of the list. */
    private static List<Tensor> leaves(@Nullable Replica replica, List<Parameter> parameters) {
        List<Tensor> leaves = new ArrayList<>();
        for (Parameter parameter : parameters) {
            leaves.add(replica == null ? parameter.value() : replica.leaves.get(parameter));
        }
        return leaves;
    }

    /**
     * Adds the gradients of one replica to those of another, and forgets them there.
     *
     * @param to null for the parameters themselves
     */
    public static void addGradients(List<Parameter> parameters, Replica from, @Nullable Replica to) {
        ParameterShares.each(parameters, share -> addShare(share, from, to));
        from.clear();
    }

    private static boolean addShare(List<Parameter> parameters, Replica from, @Nullable Replica to) {
        try (PointerScope scope = new PointerScope()) {
            List<Tensor> sources = leaves(from, parameters);
            List<Tensor> targets = leaves(to, parameters);
            List<Tensor> sums = new ArrayList<>();
            List<Tensor> added = new ArrayList<>();
            for (int i = 0; i < sources.size(); i++) {
                Tensor gradient = sources.get(i).grad();
                if (gradient.defined() && targets.get(i).grad().defined()) {
                    sums.add(targets.get(i).grad());
                    added.add(gradient);
                } else if (gradient.defined()) {
                    targets.get(i).mutable_grad().put(gradient);
                }
            }
            Fused.add(sums, added);
            return true;
        }
    }

    /** Forgets the gradients. */
    public void clear() {
        try (PointerScope scope = new PointerScope()) {
            for (Tensor leaf : leaves.values()) {
                Tensor gradient = leaf.mutable_grad();
                if (gradient.defined()) {
                    gradient.reset();
                }
            }
        }
    }

    @Override
    public void close() {
        clear();
        owned.close();
    }
}
