package dev.rebox.region;

import dev.rebox.tensor.NativeScope;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Tensor;

/**
 * Tensors that are computed once, when they are first asked for, by the name of what computes them. Who asks makes no
 * difference: they live as long as the scope in which this was made, and have a graph or none as this has.
 */
final class Computed {
    private final Map<String, Tensor> byName = new HashMap<>();
    private final NativeScope scope = NativeScope.current();
    private final boolean graph;

    /** @param graph whether what is computed here records one */
    Computed(boolean graph) {
        this.graph = graph;
    }

    boolean hasGraph() {
        return graph;
    }

    /** The value of this name, computed by {@code how} unless it is there. */
    Tensor get(String name, Supplier<Tensor> how) {
        Tensor known = byName.get(name);
        if (known == null) {
            known = scope.keep(() -> inOwnMode(how));
            byName.put(name, known);
        }
        return known;
    }

    /** What {@code how} makes of those that are there already. */
    Computed derived(boolean graph, Predicate<String> names, UnaryOperator<Tensor> how) {
        Computed derived = new Computed(graph);
        byName.forEach((name, value) -> {
            if (names.test(name)) {
                derived.byName.put(name, how.apply(value));
            }
        });
        return derived;
    }

    private Tensor inOwnMode(Supplier<Tensor> how) {
        boolean around = GradMode.is_enabled();
        GradMode.set_enabled(graph);
        try {
            return how.get();
        } finally {
            GradMode.set_enabled(around);
        }
    }
}
