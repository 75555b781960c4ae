package dev.rebox.tensor;

import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * Gives memory back early: what a computation leaves behind is freed at once, not at the end of the step. An object stands
 * for the scope that was open when it was made; what is handed to it lives as long as that scope, wherever it is computed.
 */
public final class NativeScope {
    private final PointerScope scope;

    private NativeScope(PointerScope scope) {
        this.scope = scope;
    }

    /** The scope that is open now; results last for ever where none is. */
    public static NativeScope current() {
        return new NativeScope(PointerScope.getInnerScope());
    }

    /** Runs {@code work} and hands its result, alone, to the scope around it: see {@link #keep}. */
    public static Tensor result(Supplier<Tensor> work) {
        return current().keep(work);
    }

    /**
     * Runs {@code work} in a scope of its own and hands its result, alone, to this scope. The result must be an object that
     * owns its tensor: what an in-place operation returns borrows its argument's, and dies with that.
     */
    public Tensor keep(Supplier<Tensor> work) {
        return adopt(unowned(work));
    }

    /** Runs {@code work} in a scope of its own. Its result belongs to nobody until a scope {@link #adopt adopts} it. */
    static Tensor unowned(Supplier<Tensor> work) {
        try (PointerScope inner = new PointerScope()) {
            Tensor result = work.get();
            result.retainReference();
            return result;
        }
    }

    /** Frees what belongs to nobody, where no scope will adopt it. */
    static void abandon(Tensor result) {
        result.releaseReference();
    }

    /** Takes over what another thread made. */
    Tensor adopt(Tensor result) {
        if (scope != null) {
            scope.attach(result);
            result.releaseReference();
        }
        return result;
    }
}
