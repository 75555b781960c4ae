package dev.rebox.export.network;

import dev.rebox.config.ModelConfig;
import dev.rebox.export.graph.Value;

/**
 * The heads of the auxiliary tasks on regions.
 *
 * @param head whose tail they look through where they share it
 */
record TaskHeads(HeadGraph head, ModelConfig config) {

    /** The class logits of a task: [N, K + 1]. */
    Value logits(String task, RegionBoxes regions) {
        return last(task, "logits", regions);
    }

    /** As many numbers as a task asks for, which do not stand for classes: [N, V]. */
    Value numbers(String task, RegionBoxes regions) {
        return last(task, "numbers", regions);
    }

    private Value last(String task, String layer, RegionBoxes regions) {
        String own = "auxiliary." + task + ".";
        boolean shared = config.auxiliaryTrunk() == ModelConfig.AuxiliaryTrunk.SHARED;
        return head.numbers(shared ? HeadGraph.MAIN : own, own + layer, regions);
    }
}
