package dev.rebox.auxiliary;

import dev.rebox.error.ConfigException;
import dev.rebox.region.RegionFeatures;
import dev.rebox.tensor.Init;
import dev.rebox.tensor.Linear;
import dev.rebox.tensor.Parameters;
import dev.rebox.tensor.Tensors;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The refinement of the box offsets, after the pattern of the paper's equation 1: {@code o' = W [o, contexts] + o}, one fully
 * connected layer over the four offsets of a class and what the tasks tell of the object's place. All classes share the
 * layer: where the sides lie does not depend on what the object is, and rare classes learn from the others. It starts at
 * zero, so that {@code o' = o}, and nothing flows back from it into the heads.
 */
public final class BoxRefinement {
    private static final int SIDES = 4;

    private final List<OffsetContext> contexts;
    private final Linear layer;

    /** @throws ConfigException if no task tells anything */
    public BoxRefinement(Parameters parameters, List<OffsetContext> contexts) {
        if (contexts.isEmpty()) {
            throw new ConfigException("model.boxRefinement: no task tells where the sides of an object lie:"
                    + " add borders or overlap to model.auxiliary, or set model.boxRefinement=false.");
        }
        this.contexts = contexts;
        int numbers =
                SIDES + contexts.stream().mapToInt(OffsetContext::offsetNumbers).sum();
        layer = new Linear(parameters, "fc", numbers, SIDES, Init.ZEROS);
    }

    /**
     * The refined offsets o' [n, 4 K] of some regions.
     *
     * @param regions all N of the images
     * @param rows n rising indices of those that are refined
     * @param offsets the main head's o [N, 4 K]
     */
    public Tensor refine(RegionFeatures regions, int[] rows, Tensor offsets) {
        RegionFeatures chosen = regions.withoutGraph().select(rows);
        long classes = offsets.size(1) / SIDES;
        boolean each = rows.length == offsets.size(0);
        Tensor own = each ? offsets : offsets.index_select(0, Tensors.ints(rows, offsets.device(), rows.length));
        Tensor fixed = own.detach().view(rows.length, classes, SIDES);
        TensorVector inputs = new TensorVector(fixed);
        for (OffsetContext context : contexts) {
            Tensor told = context.offsetContext(chosen).unsqueeze(1); // [n, 1, V]: the same for all classes
            inputs.push_back(told.expand(rows.length, classes, told.size(2)));
        }
        return layer.forward(torch.cat(inputs, 2)).add(fixed).view(rows.length, SIDES * classes);
    }
}
