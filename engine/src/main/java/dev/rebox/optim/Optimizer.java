package dev.rebox.optim;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** Moves the trained parameters against their gradients. */
public interface Optimizer {
    /** One step with this learning rate; the gradients stay. */
    void step(double learningRate);

    /** What must be saved to go on exactly: tensors by name, alive as long as the optimiser. */
    Map<String, Tensor> state();

    /** The number of steps done, which some optimisers need. */
    void resumeAt(long steps);
}
