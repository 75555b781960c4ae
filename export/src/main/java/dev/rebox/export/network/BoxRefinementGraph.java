package dev.rebox.export.network;

import dev.rebox.error.ConfigException;
import dev.rebox.export.graph.Ops;
import dev.rebox.export.graph.Value;
import dev.rebox.recycle.BorderLabels;
import dev.rebox.recycle.OverlapLabels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The refinement of the box offsets: o' = W [o, contexts] + o, one layer for all classes, see
 * {@link dev.rebox.auxiliary.BoxRefinement}.
 *
 * @param contextTasks the names of the tasks whose context it uses, in their order
 * @param classes K
 */
record BoxRefinementGraph(Ops ops, Layers layers, TaskHeads tasks, List<String> contextTasks, int classes) {
    private static final String LAYER = "refinement.boxes.fc";
    private static final String BORDERS = "borders";
    private static final String OVERLAP = "overlap";
    private static final int COORDINATES = 4;

    /**
     * The refined offsets [n, 4 K] of some regions.
     *
     * @param offsets the main head's of these: [n, 4 K]
     */
    Value refined(RegionBoxes chosen, Value offsets) {
        List<Value> told = new ArrayList<>();
        for (String task : contextTasks) {
            Value numbers = tasks.numbers(task, chosen);
            switch (task) {
                case BORDERS -> told.add(sides(numbers));
                case OVERLAP -> {
                    told.add(ops.softmax(ops.slice(numbers, 1, 0, OverlapLabels.BINS)));
                    told.add(sides(ops.slice(numbers, 1, OverlapLabels.BINS, OverlapLabels.NUMBERS)));
                }
                default ->
                    throw new ConfigException("model.auxiliary: export does not know the task '" + task
                            + "', whose context the refinement of boxes uses: it knows " + BORDERS + " and " + OVERLAP);
            }
        }
        Value own = ops.reshape(offsets, 0, classes, COORDINATES);
        Value inputs = ops.concat(2, own, forEachClass(ops.concat(1, told)));
        Value change = layers.linear(ops.reshape(inputs, -1, layers.inputs(LAYER)), LAYER);
        return ops.plus(ops.reshape(change, -1, (long) COORDINATES * classes), offsets);
    }

    /** The probabilities of the bins of each side, from their logits: both [n, SIDES BINS]. */
    private Value sides(Value logits) {
        Value bins = ops.reshape(logits, 0, BorderLabels.SIDES, BorderLabels.BINS);
        return ops.reshape(ops.softmax(bins), 0, BorderLabels.NUMBERS);
    }

    /** [n, V] -> [n, K, V] */
    private Value forEachClass(Value told) {
        Value ones = ops.graph().floats(ops.part() + ".ones", this::ones, 1, classes, 1);
        return ops.times(ops.unsqueeze(told, 1), ones);
    }

    private float[] ones() {
        float[] ones = new float[classes];
        Arrays.fill(ones, 1);
        return ones;
    }
}
