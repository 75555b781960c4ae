package dev.rebox.export.graph;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The operators of ONNX (opset 17) as arithmetic. What is added here is called after the part of the network it belongs to,
 * e.g. {@code proposal.Add}.
 *
 * @param graph to which nodes are added
 * @param part the name that stands before theirs
 */
public record Ops(Graph graph, String part) {

    /** The same for another part. */
    public Ops part(String other) {
        return new Ops(graph, other);
    }

    private Value add(String operator, Attributes attributes, Value... inputs) {
        return graph.node(operator, part + "." + operator, attributes, inputs);
    }

    private Value plain(String operator, Value... inputs) {
        return add(operator, Attributes.none(), inputs);
    }

    /** A number. */
    public Value number(double value) {
        float single = (float) value;
        return graph.floats("number " + single, () -> new float[] {single});
    }

    /** An integer without an axis. */
    public Value integer(long value) {
        return graph.longs("integer " + value, new long[] {value});
    }

    /** Integers: an axis of them. */
    public Value integers(long... values) {
        String name = Arrays.stream(values).mapToObj(Long::toString).collect(Collectors.joining(", ", "[", "]"));
        return graph.longs("integers " + name, values, values.length);
    }

    public Value plus(Value a, Value b) {
        return plain("Add", a, b);
    }

    public Value minus(Value a, Value b) {
        return plain("Sub", a, b);
    }

    public Value times(Value a, Value b) {
        return plain("Mul", a, b);
    }

    public Value times(Value a, double factor) {
        return times(a, number(factor));
    }

    public Value over(Value a, Value b) {
        return plain("Div", a, b);
    }

    /** The remainder that is not negative. */
    public Value modulo(Value a, Value b) {
        return plain("Mod", a, b);
    }

    public Value min(Value a, Value b) {
        return plain("Min", a, b);
    }

    public Value max(Value a, Value b) {
        return plain("Max", a, b);
    }

    public Value exp(Value x) {
        return plain("Exp", x);
    }

    public Value softmax(Value x) {
        return add("Softmax", Attributes.of("axis", -1), x);
    }

    public Value greater(Value a, Value b) {
        return plain("Greater", a, b);
    }

    public Value atLeast(Value a, Value b) {
        return plain("GreaterOrEqual", a, b);
    }

    public Value equal(Value a, Value b) {
        return plain("Equal", a, b);
    }

    public Value and(Value a, Value b) {
        return plain("And", a, b);
    }

    public Value or(Value a, Value b) {
        return plain("Or", a, b);
    }

    public Value not(Value a) {
        return plain("Not", a);
    }

    public Value where(Value condition, Value then, Value otherwise) {
        return plain("Where", condition, then, otherwise);
    }

    public Value cast(Value x, ElementType to) {
        return add("Cast", Attributes.of("to", to.code()), x);
    }

    public Value mean(Value x, boolean keepAxes, long... axes) {
        return add("ReduceMean", Attributes.ofAll("axes", axes).and("keepdims", keepAxes ? 1 : 0), x);
    }

    public Value sum(Value x, boolean keepAxes, long... axes) {
        return add("ReduceSum", Attributes.of("keepdims", keepAxes ? 1 : 0), x, integers(axes));
    }

    /** x W' + b, W as it is stored: [out, in]. */
    public Value linear(Value x, Value weight, Value bias) {
        return add("Gemm", Attributes.of("transB", 1), x, weight, bias);
    }

    public Value shape(Value x) {
        return plain("Shape", x);
    }

    public Value reshape(Value x, long... dimensions) {
        return plain("Reshape", x, integers(dimensions));
    }

    public Value transpose(Value x, long... axes) {
        return add("Transpose", Attributes.ofAll("perm", axes), x);
    }

    public Value unsqueeze(Value x, long... axes) {
        return plain("Unsqueeze", x, integers(axes));
    }

    public Value squeeze(Value x, long... axes) {
        return plain("Squeeze", x, integers(axes));
    }

    public Value expand(Value x, Value shape) {
        return plain("Expand", x, shape);
    }

    public Value concat(int axis, List<Value> parts) {
        return add("Concat", Attributes.of("axis", axis), parts.toArray(Value[]::new));
    }

    public Value concat(int axis, Value... parts) {
        return concat(axis, List.of(parts));
    }

    /** The elements {@code from .. to - 1} along an axis. */
    public Value slice(Value x, int axis, long from, long to) {
        return plain("Slice", x, integers(from), integers(to), integers(axis));
    }

    /** One element along an axis, which goes. */
    public Value pick(Value x, int axis, long index) {
        return add("Gather", Attributes.of("axis", axis), x, integer(index));
    }

    /** Rows along an axis. */
    public Value gather(Value x, Value indices, int axis) {
        return add("Gather", Attributes.of("axis", axis), x, indices);
    }

    /** For each element of {@code indices} the one of {@code x} at that place along the axis. */
    public Value gatherElements(Value x, Value indices, int axis) {
        return add("GatherElements", Attributes.of("axis", axis), x, indices);
    }

    /** For each row of {@code indices} the element of {@code x} at that place. */
    public Value gatherAt(Value x, Value indices) {
        return plain("GatherND", x, indices);
    }

    /** {@code x} with {@code updates} in the places that the rows of {@code indices} say. */
    public Value scatterAt(Value x, Value indices, Value updates) {
        return plain("ScatterND", x, indices, updates);
    }

    /** 0, 1, .. limit - 1. */
    public Value range(Value limit) {
        return plain("Range", integer(0), limit, integer(1));
    }

    /** 0, 1, .. count - 1 as a row: [1, count]. */
    public Value rows(long count) {
        return graph.longs("rows " + count, LongStream.range(0, count).toArray(), 1, count);
    }

    /** The places of what is true along the only axis: [n]. */
    public Value places(Value truths) {
        return squeeze(plain("NonZero", truths), 0);
    }

    public Value argMax(Value x, int axis) {
        return add("ArgMax", Attributes.of("axis", axis).and("keepdims", 1), x);
    }

    /** The k largest along the last axis, falling, and their places. @param k [1] */
    public List<Value> largest(Value x, Value k) {
        return graph.nodes("TopK", part + ".TopK", 2, Attributes.of("axis", -1), x, k);
    }
}
