package dev.rebox.tensor;

import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/** Gives memory back early: what a computation leaves behind is freed at once, not at the end of the step. */
public final class NativeScope {
    private NativeScope() {}

    /**
     * Runs {@code work} in a scope of its own and hands its result, alone, to the scope around it. The result must be an
     * object that owns its tensor: what an in-place operation returns borrows its argument's, and dies with that.
     */
    public static Tensor result(Supplier<Tensor> work) {
        Tensor result;
        try (PointerScope inner = new PointerScope()) {
            result = work.get();
            result.retainReference();
        }
        PointerScope outer = PointerScope.getInnerScope();
        if (outer != null) {
            outer.attach(result);
            result.releaseReference();
        }
        return result;
    }
}
