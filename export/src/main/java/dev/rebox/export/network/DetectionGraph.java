package dev.rebox.export.network;

import dev.rebox.config.ModelConfig;
import dev.rebox.detector.DetectionLimits;
import dev.rebox.export.graph.ElementType;
import dev.rebox.export.graph.Ops;
import dev.rebox.export.graph.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From proposals to detections: see {@code DetectionStage} of the detector.
 *
 * @param refinement of the classes, or null
 * @param boxRefinement of the offsets, or null
 * @param classes K
 */
record DetectionGraph(
        Ops ops,
        BoxGraph boxes,
        HeadGraph head,
        @Nullable RefinementGraph refinement,
        @Nullable BoxRefinementGraph boxRefinement,
        Suppression suppression,
        ModelConfig config,
        int classes) {

    /** @param boxes [N, 4] @param scores [N] falling @param labels int64 [N]; what fills up a fixed number has score and label 0 */
    record Output(Value boxes, Value scores, Value labels, long count) {}

    /** What the second stage says of regions. @param logits [N, K + 1] @param probabilities [N, K + 1] @param offsets [N, 4 K] */
    private record Said(Value logits, Value probabilities, Value offsets) {}

    /** @param floors [K]: the score that a detection of each class must be above */
    Output of(RegionBoxes proposals, float[] floors) {
        Value logits = head.logits(proposals);
        Said said = new Said(logits, ops.softmax(logits), head.offsets(proposals));
        if (refinement != null || boxRefinement != null) {
            said = config.refineFloor() == 0
                    ? refined(proposals, said, proposals)
                    : refinedWhereWanted(proposals, said);
        }
        Value floor = ops.graph().floats("detections.floors", floors::clone, classes, 1);
        Value ofClasses = ofClasses(said.probabilities);
        Value classBoxes = classBoxes(proposals, said.offsets);
        Value scores = taking(ops.greater(ofClasses, floor), ofClasses, classBoxes, proposals);
        return best(scores, classBoxes, keep(classBoxes, scores, proposals, DetectionLimits.PER_CLASS));
    }

    /** The same of some regions after what is refined. @param said of these @param all the regions of the image */
    private Said refined(RegionBoxes chosen, Said said, RegionBoxes all) {
        Value logits = refinement == null ? said.logits : refinement.refined(chosen, said.logits, all);
        Value offsets = boxRefinement == null ? said.offsets : boxRefinement.refined(chosen, said.offsets);
        return new Said(logits, ops.softmax(logits), offsets);
    }

    private Suppression.Kept keep(Value classBoxes, Value scores, RegionBoxes proposals, int limit) {
        return suppression.keep(classBoxes, scores, classes, proposals.count(), config.nms(), limit);
    }

    /** Each region's box as each class would have it: [K, N, 4]. @param offsets [N, 4 K] */
    private Value classBoxes(RegionBoxes proposals, Value offsets) {
        Value ofClasses = ops.reshape(offsets, 0, classes, 4);
        return ops.transpose(boxes.decode(ofClasses, ops.unsqueeze(proposals.boxes(), 1), 3), 1, 0, 2);
    }

    /** (N, K + 1) -> [K, N], without the background. */
    private Value ofClasses(Value probabilities) {
        return ops.transpose(ops.slice(probabilities, 1, 1, classes + 1L), 1, 0);
    }

    /** The scores [K, N] of what takes part in a suppression. */
    private Value taking(Value eligible, Value scores, Value classBoxes, RegionBoxes proposals) {
        Value part = ops.and(eligible, boxes.solid(classBoxes, 3));
        if (proposals.real() != null) {
            part = ops.and(part, ops.unsqueeze(proposals.real(), 0));
        }
        return ops.where(part, scores, ops.number(Suppression.LOWEST));
    }

    /**
     * What is said after the refinement of those regions that a class wants and that are not a weaker copy; what the copies
     * are wanted for is left out. See {@code RefinementChoice} of the detector.
     */
    private Said refinedWhereWanted(RegionBoxes proposals, Said said) {
        Value floor = ops.number(smallestFrom(config.refineFloor()));
        Value ofClasses = ofClasses(said.probabilities);
        Value wanted = ops.atLeast(ofClasses, floor); // (K, N)
        Value detectable = ops.greater(ofClasses, ops.number(DetectionLimits.SCORE_FLOOR));
        Value classBoxes = classBoxes(proposals, said.offsets);
        Value scores = taking(ops.and(wanted, detectable), ofClasses, classBoxes, proposals);
        Value kept = among(keep(classBoxes, scores, proposals, Integer.MAX_VALUE), proposals); // (N)
        Value anyWants = ops.greater(ops.sum(number(wanted), false, 0), ops.number(0));
        Value dropped = ops.unsqueeze(ops.and(anyWants, ops.not(kept)), 1);
        Value high = ops.and(ops.atLeast(said.probabilities, floor), ops.not(background()));
        Value left = ops.where(ops.and(dropped, high), ops.number(0), said.probabilities);
        if (proposals.isFixed()) { // all are refined, and the others' results are not used
            Said every = refined(new RegionBoxes(proposals.boxes(), proposals.count(), kept), said, proposals);
            Value row = ops.unsqueeze(kept, 1);
            return new Said(
                    said.logits,
                    ops.where(row, every.probabilities, left),
                    ops.where(row, every.offsets, said.offsets));
        }
        Value rows = ops.places(kept);
        RegionBoxes chosen = new RegionBoxes(ops.gather(proposals.boxes(), rows, 0), RegionBoxes.ANY);
        Said own = new Said(ops.gather(said.logits, rows, 0), said.probabilities, ops.gather(said.offsets, rows, 0));
        Said some = refined(chosen, own, proposals);
        Value places = ops.unsqueeze(rows, 1);
        return new Said(
                said.logits,
                ops.scatterAt(left, places, some.probabilities),
                boxRefinement == null ? said.offsets : ops.scatterAt(said.offsets, places, some.offsets));
    }

    /** [1, K + 1], true for the background. */
    private Value background() {
        float[] first = new float[classes + 1];
        first[0] = 1;
        return ops.cast(ops.graph().floats("background", () -> first, 1, classes + 1L), ElementType.BOOL);
    }

    private Value number(Value truths) {
        return ops.cast(truths, ElementType.FLOAT);
    }

    /** Which regions are among those that were kept for any class: bool [N]. */
    private Value among(Suppression.Kept kept, RegionBoxes proposals) {
        Value rows = proposals.isFixed()
                ? ops.rows(proposals.count())
                : ops.unsqueeze(ops.range(ops.pick(ops.shape(proposals.boxes()), 0, 0)), 0);
        Value same = ops.equal(ops.unsqueeze(kept.rows(), 1), rows); // (M, N)
        if (kept.real() != null) {
            same = ops.and(same, ops.unsqueeze(kept.real(), 1));
        }
        return ops.greater(ops.sum(number(same), false, 0), ops.number(0));
    }

    /** The least float32 that is not below a number: comparing with it is comparing with the number. */
    static float smallestFrom(double number) {
        float nearest = (float) number;
        return nearest < number ? Math.nextUp(nearest) : nearest;
    }

    /** The best of all classes. */
    private Output best(Value scores, Value classBoxes, Suppression.Kept kept) {
        Value places = ops.concat(1, ops.unsqueeze(kept.classes(), 1), ops.unsqueeze(kept.rows(), 1)); // (M, 2)
        Value found = ops.gatherAt(classBoxes, places);
        long count = kept.real() == null ? RegionBoxes.ANY : Math.min(kept.count(), DetectionLimits.IN_ALL);
        Value limit = ops.integers(DetectionLimits.IN_ALL);
        Value number = kept.real() == null ? ops.min(limit, ops.slice(ops.shape(found), 0, 0, 1)) : ops.integers(count);
        List<Value> largest = ops.largest(kept.scores(), number);
        Value order = largest.get(1);
        Value labels = ops.plus(ops.gather(kept.classes(), order, 0), ops.integer(1));
        Value bestBoxes = ops.gather(found, order, 0);
        if (kept.real() == null) {
            return new Output(bestBoxes, largest.get(0), labels, count);
        }
        Value real = ops.gather(kept.real(), order, 0);
        return new Output(
                ops.where(ops.unsqueeze(real, 1), bestBoxes, ops.number(0)),
                ops.where(real, largest.get(0), ops.number(0)),
                ops.where(real, labels, ops.integer(0)),
                count);
    }
}
