package dev.rebox.export.network;

import dev.rebox.export.graph.Attributes;
import dev.rebox.export.graph.Ops;
import dev.rebox.export.graph.Value;

/** By ONNX's own operator: as many boxes as are kept, a number that depends on the image. */
record OperatorSuppression(Ops ops) implements Suppression {
    @Override
    public Kept keep(Value boxes, Value scores, int classes, long candidates, double iou, int limit) {
        // The operator knows batches of classes that share their boxes. Ours do not: each is a batch of one class.
        Value selected = ops.graph()
                .node(
                        "NonMaxSuppression",
                        ops.part() + ".NonMaxSuppression",
                        Attributes.none(),
                        boxes,
                        ops.unsqueeze(scores, 1),
                        ops.integers(limit),
                        ops.graph().floats("iou " + (float) iou, () -> new float[] {(float) iou}, 1),
                        ops.graph().floats("floor of scores", () -> new float[] {FLOOR}, 1)); // (M, 3): batch, 0, row
        Value places = ops.concat(1, ops.slice(selected, 1, 0, 1), ops.slice(selected, 1, 2, 3));
        return new Kept(
                ops.pick(selected, 1, 0),
                ops.pick(selected, 1, 2),
                ops.gatherAt(scores, places),
                RegionBoxes.ANY,
                null);
    }
}
