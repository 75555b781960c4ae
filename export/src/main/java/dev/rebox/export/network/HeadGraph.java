package dev.rebox.export.network;

import dev.rebox.export.graph.Value;

/** The second stage as nodes: see {@link dev.rebox.detector.head.RegionHead}. */
interface HeadGraph {
    /** The layers of the main head have their parameters under this name. */
    String MAIN = "head.";

    /**
     * Class logits of regions: [N, K + 1].
     *
     * @param tail the name, with a dot, of the head whose tail looks at them
     * @param head the name of the head whose last layer it is
     */
    Value logits(String tail, String head, RegionBoxes regions);

    /** Box offsets of the main head: [N, 4 K]. */
    Value offsets(RegionBoxes regions);
}
