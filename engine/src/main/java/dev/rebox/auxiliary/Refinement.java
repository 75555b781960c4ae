package dev.rebox.auxiliary;

import dev.rebox.config.ModelConfig;
import dev.rebox.region.RegionFeatures;
import dev.rebox.tensor.Init;
import dev.rebox.tensor.Linear;
import dev.rebox.tensor.Parameters;
import dev.rebox.tensor.Tensors;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The detection refinement (paper, section 3.3, equation 1): {@code x' = W [x, contexts] + x}, one fully connected layer
 * over the main logits and what the tasks see around the region. Nothing flows back from it into the heads.
 */
public final class Refinement {
    private final List<RegionContext> contexts;
    private final Settings settings;
    private final Linear layer;

    /**
     * @param detachResidual false lets the refined loss train the main classifier through the residual, as the authors'
     *     code does
     * @param overAll whether a context that is a mean is one over all regions of the image; else over the refined ones
     * @param start deviation of the layer's weights before training. With 0 it begins as x' = x; noise is hardly ever
     *     unlearned, for the contexts are many and the layer's gradient is small
     */
    public record Settings(boolean detachResidual, boolean overAll, double start) {
        public static Settings of(ModelConfig config) {
            return new Settings(
                    config.detachResidual(),
                    config.contextRegions() == ModelConfig.ContextRegions.ALL,
                    config.refinementStart());
        }
    }

    /** @param classes K */
    public Refinement(Parameters parameters, int classes, List<RegionContext> contexts, Settings settings) {
        this.contexts = contexts;
        this.settings = settings;
        int vectors = 1 + contexts.stream().mapToInt(RegionContext::vectors).sum();
        Init start = settings.start == 0 ? Init.ZEROS : Init.normal(settings.start);
        layer = new Linear(parameters, "fc", vectors * (classes + 1), classes + 1, start);
    }

    /** The contexts, in the order in which their vectors follow the main logits in the layer's input. */
    public List<RegionContext> contexts() {
        return contexts;
    }

    /** W, [K + 1, V * (K + 1)] packed. */
    public float[] weights() {
        return layer.weights();
    }

    /** What the layer adds whatever it sees, [K + 1]. */
    public float[] biases() {
        return layer.biases();
    }

    /** The refined logits, see {@link #refine(RegionFeatures, int[], Tensor, Consumer)}. */
    public Tensor refine(RegionFeatures regions, int[] rows, Tensor logits) {
        return refine(regions, rows, logits, inputs -> {});
    }

    /**
     * The refined logits x' [n, K + 1] of some regions.
     *
     * @param regions all N of the images
     * @param rows n rising indices of those that are refined
     * @param logits the main head's x [N, K + 1]
     * @param seen is told of the layer's inputs [n, V * (K + 1)]
     */
    public Tensor refine(RegionFeatures regions, int[] rows, Tensor logits, Consumer<Tensor> seen) {
        RegionFeatures all = regions.withoutGraph();
        RegionFeatures chosen = all.select(rows);
        boolean each = rows.length == logits.size(0);
        Tensor x = each ? logits : logits.index_select(0, Tensors.ints(rows, logits.device(), rows.length));
        Tensor fixed = x.detach();
        TensorVector inputs = new TensorVector(fixed);
        for (RegionContext context : contexts) {
            inputs.push_back(context.context(chosen, settings.overAll ? all : chosen));
        }
        Tensor joined = torch.cat(inputs, 1);
        seen.accept(joined);
        return layer.forward(joined).add(settings.detachResidual ? fixed : x);
    }
}
