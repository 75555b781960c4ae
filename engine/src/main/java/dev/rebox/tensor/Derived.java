package dev.rebox.tensor;

import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * Tensors that a layer computes from its parameters and keeps until those change. The parameters own them. Several threads may
 * ask at once, as long as none of them changes the parameters.
 */
final class Derived {
    private final Owned owner;
    private List<Tensor> tensors = List.of();
    private long version = -1;
    private @Nullable ScalarType type;

    Derived(Owned owner) {
        this.owner = owner;
    }

    /**
     * The tensors for this version of the parameters and this type: the kept ones, or else new ones.
     *
     * @param computation runs in a scope of its own and without a graph; makes tensors that belong to nobody else
     */
    synchronized List<Tensor> of(long wantedVersion, ScalarType wantedType, Supplier<List<Tensor>> computation) {
        if (wantedVersion != version || wantedType != type) {
            renew(computation);
            version = wantedVersion;
            type = wantedType;
        }
        return tensors;
    }

    private void renew(Supplier<List<Tensor>> computation) {
        version = -1; // what is freed must not be found again if the computation fails
        tensors.forEach(owner::free);
        tensors = List.of();
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGraph = new NoGradGuard()) {
            tensors = computation.get();
            tensors.forEach(owner::keep);
        }
    }
}
