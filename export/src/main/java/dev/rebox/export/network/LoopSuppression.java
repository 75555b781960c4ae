package dev.rebox.export.network;

import dev.rebox.export.graph.Attributes;
import dev.rebox.export.graph.ElementType;
import dev.rebox.export.graph.Graph;
import dev.rebox.export.graph.Ops;
import dev.rebox.export.graph.Value;
import java.util.List;
import java.util.stream.LongStream;

/**
 * By a loop of {@code limit} rounds: each keeps the best box that is left of every class, and takes away what overlaps it. The
 * numbers of boxes are the same for every image.
 */
record LoopSuppression(Ops ops) implements Suppression {
    @Override
    public Kept keep(Value boxes, Value scores, int classes, long candidates, double iou, int limit) {
        long rounds = Math.min(limit, candidates);
        List<Value> sides =
                LongStream.range(0, 4).mapToObj(i -> ops.pick(boxes, 2, i)).toList(); // each (C, N)
        Value areas = ops.times(ops.minus(sides.get(2), sides.get(0)), ops.minus(sides.get(3), sides.get(1)));
        List<Value> kept = ops.graph()
                .nodes(
                        "Loop",
                        ops.part() + ".Loop",
                        3,
                        Attributes.none().and("body", body(sides, areas, scores, classes, candidates, iou)),
                        ops.integer(rounds),
                        ops.graph().truth(true),
                        scores);
        long count = classes * rounds;
        Value best = inOrder(kept.get(1), count);
        return new Kept(
                classNumbers(classes, rounds),
                inOrder(kept.get(2), count),
                best,
                count,
                ops.greater(best, ops.number(FLOOR)));
    }

    /** One round. Its results: go on, the scores that are left (C, N), the best score (C, 1) and its row (C, 1). */
    private Graph body(List<Value> sides, Value areas, Value scores, int classes, long candidates, double iou) {
        Graph body = ops.graph().body(scores.name() + ".round");
        Ops in = new Ops(body, ops.part() + ".round");
        body.input(scores.name() + ".round.number", ElementType.INT64);
        Value on = body.input(scores.name() + ".round.on", ElementType.BOOL);
        String[] shape = {Integer.toString(classes), Long.toString(candidates)};
        Value left = body.input(scores.name() + ".round.left", ElementType.FLOAT, shape);

        Value row = in.argMax(left, 1);
        Value best = in.gatherElements(left, row, 1);
        List<Value> own = sides.stream().map(s -> in.gatherElements(s, row, 1)).toList();
        Value width = in.minus(in.min(sides.get(2), own.get(2)), in.max(sides.get(0), own.get(0)));
        Value height = in.minus(in.min(sides.get(3), own.get(3)), in.max(sides.get(1), own.get(1)));
        Value both = in.times(in.max(width, in.number(0)), in.max(height, in.number(0)));
        Value union = in.minus(in.plus(areas, in.gatherElements(areas, row, 1)), both);
        Value gone = in.or(in.greater(both, in.times(union, iou)), in.equal(in.rows(candidates), row));
        Value after = in.where(gone, in.number(LOWEST), left);

        body.output(body.named(on.name() + ".next", on), ElementType.BOOL);
        body.output(after, ElementType.FLOAT, shape);
        body.output(best, ElementType.FLOAT, shape[0], "1");
        body.output(row, ElementType.INT64, shape[0], "1");
        return body;
    }

    /** (rounds, C, 1) to (C * rounds). */
    private Value inOrder(Value rounds, long count) {
        return ops.reshape(ops.transpose(rounds, 1, 0, 2), count);
    }

    private Value classNumbers(int classes, long rounds) {
        long[] numbers =
                LongStream.range(0, classes * rounds).map(i -> i / rounds).toArray();
        return ops.graph().longs("classes " + classes + " x " + rounds, numbers, numbers.length);
    }
}
