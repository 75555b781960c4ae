package dev.rebox.export.network;

import dev.rebox.box.Anchors;
import dev.rebox.detector.proposal.Proposals;
import dev.rebox.export.graph.Ops;
import dev.rebox.export.graph.Value;
import dev.rebox.tensor.Activation;
import dev.rebox.tensor.Padding;

/** The region proposal network and its non-maximum suppression. */
record ProposalGraph(Ops ops, Layers layers, ImageFrame frame, Suppression suppression) {
    private static final String NAME = "proposal.";

    /**
     * The best proposals, by falling objectness.
     *
     * @param map F [1, C, H, W]
     * @param cells of the map, or {@link RegionBoxes#ANY}
     * @param limit at most so many
     */
    RegionBoxes of(Value map, Anchors anchors, long cells, int limit) {
        Value hidden = layers.biased(map, NAME + "conv", Steps.one(Padding.SYMMETRIC), Activation.RELU);
        Value logits = perAnchor(hidden, "objectness", 2);
        Value offsets = perAnchor(hidden, "offsets", 4);
        BoxGraph boxGraph = new BoxGraph(ops, frame);
        Value boxes = boxGraph.decode(offsets, frame.anchors(anchors), 2);
        // Rises with the softmax probability of an object. A box without area is no proposal.
        Value objectness = ops.minus(ops.pick(logits, 1, 1), ops.pick(logits, 1, 0));
        Value scores = ops.where(boxGraph.solid(boxes, 2), objectness, ops.number(Suppression.LOWEST));
        long candidates = cells == RegionBoxes.ANY ? RegionBoxes.ANY : cells * anchors.perCell();
        Suppression.Kept kept = suppression.keep(
                ops.unsqueeze(boxes, 0), ops.unsqueeze(scores, 0), 1, candidates, Proposals.NMS_IOU, limit);
        return new RegionBoxes(ops.gather(boxes, kept.rows(), 0), kept.count(), kept.real());
    }

    /** (1, A n, H, W) -> (1, H, W, A n) -> (H W A, n) */
    private Value perAnchor(Value hidden, String layer, int n) {
        Value map = layers.biased(hidden, NAME + layer, Steps.one(Padding.VALID), Activation.NONE);
        return ops.reshape(ops.transpose(map, 0, 2, 3, 1), -1, n);
    }
}
