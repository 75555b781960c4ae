package dev.rebox.auxiliary;

import dev.rebox.region.RegionFeatures;
import dev.rebox.tensor.Init;
import dev.rebox.tensor.Linear;
import dev.rebox.tensor.Parameters;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The detection refinement (paper, section 3.3, equation 1): {@code x' = W [x, contexts] + x}, one fully connected layer
 * over the main logits and what the tasks see around the region. Nothing flows back from it into the heads.
 */
public final class Refinement {
    private final List<RegionContext> contexts;
    private final Linear layer;
    private final boolean detachResidual;

    /**
     * @param classes K
     * @param detachResidual false lets the refined loss train the main classifier through the residual, as the authors'
     *     code does
     */
    public Refinement(Parameters parameters, int classes, List<RegionContext> contexts, boolean detachResidual) {
        this.contexts = contexts;
        this.detachResidual = detachResidual;
        int vectors = 1 + contexts.stream().mapToInt(RegionContext::vectors).sum();
        layer = new Linear(parameters, "fc", vectors * (classes + 1), classes + 1, Init.normal(0.01));
    }

    /** The refined logits x' [N, K + 1] of regions with the main logits x [N, K + 1]. */
    public Tensor refine(RegionFeatures regions, Tensor x) {
        Tensor fixed = x.detach();
        TensorVector inputs = new TensorVector(fixed);
        for (RegionContext context : contexts) {
            inputs.push_back(context.context(regions));
        }
        return layer.forward(torch.cat(inputs, 1)).add(detachResidual ? fixed : x);
    }
}
