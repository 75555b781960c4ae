package dev.rebox.export.network;

import dev.rebox.export.graph.Value;

/** The second stage as nodes: see {@link dev.rebox.detector.head.RegionHead}. */
interface HeadGraph {
    /** The layers of the main head have their parameters under this name. */
    String MAIN = "head.";

    /**
     * What a last layer says of regions: [N, C], class logits for one.
     *
     * @param tail the name, with a dot, of the head whose tail looks at them
     * @param layer its name; it has C outputs
     */
    Value numbers(String tail, String layer, RegionBoxes regions);

    /** Class logits of the main head: [N, K + 1]. */
    default Value logits(RegionBoxes regions) {
        return numbers(MAIN, MAIN + "logits", regions);
    }

    /** Box offsets of the main head: [N, 4 K]. */
    default Value offsets(RegionBoxes regions) {
        return numbers(MAIN, MAIN + "offsets", regions);
    }
}
