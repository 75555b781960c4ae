package dev.rebox.tensor;

import java.util.Collections;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.CompilationUnit;
import org.bytedeco.pytorch.Function;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.QualifiedName;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * What an optimiser does to all parameters, in one call: one pass over the numbers, and on a CUDA device a handful of
 * kernels instead of hundreds. The engine's Java binding lacks these operations; its script language has them.
 */
public final class Fused {
    private static final String SCRIPT = """
            def listed(first: Tensor) -> List[Tensor]:
                return [first]

            def norms(tensors: List[Tensor]) -> Tensor:
                return torch.stack(torch._foreach_norm(tensors))

            def add(sums: List[Tensor], added: List[Tensor]):
                torch._foreach_add_(sums, added)

            def adamw(values: List[Tensor], gradients: List[Tensor], first: List[Tensor], second: List[Tensor],
                      steps: List[Tensor], rate: float, decay: float, beta1: float, beta2: float, epsilon: float):
                torch._fused_adamw_(values, gradients, first, second, [], steps, lr=rate, beta1=beta1, beta2=beta2,
                                    weight_decay=decay, eps=epsilon, amsgrad=False, maximize=False)

            def sgd(values: List[Tensor], gradients: List[Tensor], velocities: List[Tensor], rate: float, decay: float,
                    momentum: float):
                if momentum == 0.0:
                    velocities = []
                torch._fused_sgd_(values, gradients, velocities, weight_decay=decay, momentum=momentum, lr=rate,
                                  dampening=0.0, nesterov=False, maximize=False, is_first_step=False)
            """;

    private static final CompilationUnit COMPILED;
    private static final Function LISTED;
    private static final Function NORMS;
    private static final Function ADD;
    private static final Function ADAMW;
    private static final Function SGD;

    static {
        Engine.load();
        try (PointerScope scope = new PointerScope()) {
            COMPILED = torch.compile(SCRIPT).retainReference();
            LISTED = function("listed");
            NORMS = function("norms");
            ADD = function("add");
            ADAMW = function("adamw");
            SGD = function("sgd");
        }
    }

    private Fused() {}

    private static Function function(String name) {
        return COMPILED.get_function(new QualifiedName(name)).retainReference();
    }

    /** The 2-norm of each of N tensors: [N]. */
    public static Tensor norms(List<Tensor> tensors) {
        return NORMS.apply(new IValueVector(listed(tensors))).toTensor();
    }

    /** Adds to each tensor the one of the same shape and layout, in place. */
    static void add(List<Tensor> sums, List<Tensor> added) {
        if (!sums.isEmpty()) {
            ADD.apply(new IValueVector(listed(sums), listed(added)));
        }
    }

    /**
     * A step of AdamW. Values and moments are changed in place; all are float32, and those of a parameter have the same
     * shape and the same layout, which the engine does not check on a processor: it gives a gradient its parameter's.
     *
     * @param step the number of this step, from 1
     */
    public static void adamW(
            List<Tensor> values,
            List<Tensor> gradients,
            List<Tensor> first,
            List<Tensor> second,
            long step,
            double rate,
            double decay,
            double beta1,
            double beta2,
            double epsilon) {
        if (values.isEmpty()) {
            return;
        }
        Tensor count = Tensors.floats(new float[] {step}, values.get(0).device());
        ADAMW.apply(new IValueVector(
                listed(values),
                listed(gradients),
                listed(first),
                listed(second),
                listed(Collections.nCopies(values.size(), count)),
                new IValue(rate),
                new IValue(decay),
                new IValue(beta1),
                new IValue(beta2),
                new IValue(epsilon)));
    }

    /** A step with momentum: {@code v = momentum v + g + decay w; w -= rate v}, in place. */
    public static void sgd(
            List<Tensor> values,
            List<Tensor> gradients,
            List<Tensor> velocities,
            double rate,
            double decay,
            double momentum) {
        if (values.isEmpty()) {
            return;
        }
        SGD.apply(new IValueVector(
                listed(values),
                listed(gradients),
                listed(velocities),
                new IValue(rate),
                new IValue(decay),
                new IValue(momentum)));
    }

    /** A list as a script takes it. An empty one made by a script would be one and the same at every call. */
    private static IValue listed(List<Tensor> tensors) {
        IValue value = LISTED.apply(new IValueVector(new IValue(inMemoryOrder(tensors.get(0)))));
        GenericList list = value.toList();
        for (Tensor tensor : tensors.subList(1, tensors.size())) {
            list.push_back(new IValue(inMemoryOrder(tensor)));
        }
        return value;
    }

    /** Kernels lie channels last. The engine copies what does not look contiguous to it; for sums and steps any order will do. */
    private static Tensor inMemoryOrder(Tensor tensor) {
        return tensor.dim() == 4 ? tensor.permute(0, 2, 3, 1) : tensor;
    }
}
