package dev.rebox.export.network;

import dev.rebox.config.ModelConfig;
import dev.rebox.error.ConfigException;
import dev.rebox.export.graph.ElementType;
import dev.rebox.export.graph.Ops;
import dev.rebox.export.graph.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * The refinement: x' = W [x, contexts] + x, see {@link dev.rebox.auxiliary.Refinement}.
 *
 * @param contextTasks the names of the tasks whose context it uses, in their order
 */
record RefinementGraph(
        Ops ops, Layers layers, TaskHeads tasks, BoxGraph boxes, ModelConfig config, List<String> contextTasks) {
    private static final String CLOSENESS = "closeness";
    private static final String MULTI_OBJECT = "multi_object";

    /**
     * The refined logits [n, K + 1] of some regions.
     *
     * @param chosen n of the regions
     * @param logits the main head's of these
     * @param all the regions of the image
     */
    Value refined(RegionBoxes chosen, Value logits, RegionBoxes all) {
        List<Value> inputs = new ArrayList<>(List.of(logits));
        for (String task : contextTasks) {
            switch (task) {
                case CLOSENESS -> inputs.add(like(closeness(chosen, all), logits, chosen));
                case MULTI_OBJECT -> windows(chosen, logits, inputs);
                default ->
                    throw new ConfigException("model.auxiliary: export does not know the task '" + task
                            + "', whose context the refinement uses: it knows " + CLOSENESS + " and " + MULTI_OBJECT);
            }
        }
        return ops.plus(layers.linear(ops.concat(1, inputs), "refinement.fc"), logits);
    }

    /** c: the mean over the regions of the image [1, K + 1]. */
    private Value closeness(RegionBoxes chosen, RegionBoxes all) {
        boolean overAll = config.contextRegions() == ModelConfig.ContextRegions.ALL;
        RegionBoxes regions = overAll ? all : chosen;
        Value logits = tasks.logits(CLOSENESS, regions);
        if (regions.real() == null) {
            return ops.mean(logits, true, 0);
        }
        Value shares = ops.unsqueeze(ops.cast(regions.real(), ElementType.FLOAT), 1);
        Value count = ops.max(ops.sum(shares, true, 0), ops.number(1));
        return ops.over(ops.sum(ops.times(logits, shares), true, 0), count);
    }

    /** m: the logits of the windows from each region to the whole image. */
    private void windows(RegionBoxes chosen, Value logits, List<Value> inputs) {
        int windows = config.refineWindows();
        inputs.add(tasks.logits(MULTI_OBJECT, chosen));
        for (int r = 1; r < windows - 1; r++) {
            Value grown = boxes.grown(chosen.boxes(), (double) r / (windows - 1));
            inputs.add(tasks.logits(MULTI_OBJECT, chosen.with(grown)));
        }
        if (windows > 1) {
            Value whole = tasks.logits(MULTI_OBJECT, new RegionBoxes(boxes.wholeImage(), 1));
            inputs.add(like(whole, logits, chosen));
        }
    }

    /** A row [1, C] for each of the regions: [n, C]. @param rows [n, C] */
    private Value like(Value row, Value rows, RegionBoxes regions) {
        return ops.expand(
                row,
                regions.isFixed() ? ops.integers(regions.count(), 1) : ops.concat(0, first(rows), ops.integers(1)));
    }

    private Value first(Value rows) {
        return ops.slice(ops.shape(rows), 0, 0, 1);
    }
}
